import type { Paper } from '../papers/paper.ts';
import type { ConceptTable } from './concepts.ts';
import { grown } from './growable.ts';
import { runsOf } from './tokens.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

/**
 * The papers in the order in which they came, each as the sequence of its term numbers:
 *
 *     title ... BOUNDARY body, sentence BOUNDARY sentence ... | extras of the title | extras of the rest
 *     ^start    ^titleEnd                             bodyEnd^         titleExtrasEnd^              end^
 *
 * Extras have no position: joined words, words within words, keywords, authors, concepts. A removed paper's number is
 * not used again.
 */
export interface Documents {
  /** One more than the highest document number. */
  readonly length: number;
  readonly living: number;
  /** Mean length of the living, in terms that are no stop words. */
  readonly meanLength: number;
  readonly terms: Int32Array;
  readonly start: Int32Array;
  readonly titleEnd: Int32Array;
  readonly bodyEnd: Int32Array;
  readonly titleExtrasEnd: Int32Array;
  readonly end: Int32Array;
  /** In terms that are no stop words. */
  readonly lengths: Int32Array;
  readonly titleLengths: Int32Array;
  readonly alive: Uint8Array;
  /** The numbers of the removed. */
  readonly dead: readonly number[];
  paper(document: number): Paper | undefined;
  numberOf(id: string): number | undefined;
  /** @returns the document's number */
  add(paper: Paper): number;
  remove(document: number): void;
}

export function createDocuments(vocabulary: Vocabulary, concepts: ConceptTable): Documents {
  const papers: (Paper | undefined)[] = [];
  const byId = new Map<string, number>();
  const dead: number[] = [];
  let living = 0;
  let totalLength = 0;
  let used = 0;
  let terms = new Int32Array(1024);
  let start = new Int32Array(16);
  let titleEnd = new Int32Array(16);
  let bodyEnd = new Int32Array(16);
  let titleExtrasEnd = new Int32Array(16);
  let end = new Int32Array(16);
  let lengths = new Int32Array(16);
  let titleLengths = new Int32Array(16);
  let alive = new Uint8Array(16);

  function push(term: number): void {
    if (used === terms.length) terms = grown(terms, used + 1);
    terms[used++] = term;
  }

  /** @returns how many of its terms are no stop words */
  function pushText(text: string, extras: number[]): number {
    let length = 0;
    let previousEnd = 0;
    for (const run of runsOf(text)) {
      if (endsSentence(text, previousEnd, run.start)) push(BOUNDARY);
      previousEnd = run.end;
      const { parts, extras: found } = vocabulary.read(run.text);
      for (const part of parts) {
        push(part);
        if (!vocabulary.isStop(part)) length++;
      }
      for (const extra of found) extras.push(extra);
    }
    return length;
  }

  function grow(length: number): void {
    start = grown(start, length);
    titleEnd = grown(titleEnd, length);
    bodyEnd = grown(bodyEnd, length);
    titleExtrasEnd = grown(titleExtrasEnd, length);
    end = grown(end, length);
    lengths = grown(lengths, length);
    titleLengths = grown(titleLengths, length);
    alive = grown(alive, length);
  }

  return {
    get length() {
      return papers.length;
    },
    get living() {
      return living;
    },
    get meanLength() {
      return living === 0 ? 1 : Math.max(1, totalLength / living);
    },
    get terms() {
      return terms;
    },
    get start() {
      return start;
    },
    get titleEnd() {
      return titleEnd;
    },
    get bodyEnd() {
      return bodyEnd;
    },
    get titleExtrasEnd() {
      return titleExtrasEnd;
    },
    get end() {
      return end;
    },
    get lengths() {
      return lengths;
    },
    get titleLengths() {
      return titleLengths;
    },
    get alive() {
      return alive;
    },
    dead,
    paper: (document) => papers[document],
    numberOf: (id) => byId.get(id),
    add(paper) {
      const document = papers.length;
      grow(document + 1);
      papers.push(paper);
      byId.set(paper.id, document);
      const titleExtras: number[] = [];
      const extras: number[] = [];
      start[document] = used;
      const titleLength = pushText(paper.reading.title, titleExtras);
      titleEnd[document] = used;
      push(BOUNDARY);
      const length = titleLength + pushText(paper.reading.abstract, extras);
      bodyEnd[document] = used;
      concepts.collect(terms, start[document]!, titleEnd[document]!, titleExtras);
      concepts.collect(terms, titleEnd[document]! + 1, bodyEnd[document]!, extras);
      for (const text of [...paper.keywords, ...paper.authors])
        for (const run of runsOf(text)) extras.push(...vocabulary.read(run.text).parts);
      for (const extra of titleExtras) push(extra);
      titleExtrasEnd[document] = used;
      for (const extra of extras) push(extra);
      end[document] = used;
      lengths[document] = length;
      titleLengths[document] = titleLength;
      alive[document] = 1;
      living++;
      totalLength += length;
      return document;
    },
    remove(document) {
      const paper = papers[document];
      if (!paper || !alive[document]) return;
      alive[document] = 0;
      dead.push(document);
      papers[document] = undefined;
      byId.delete(paper.id);
      living--;
      totalLength -= lengths[document]!;
    },
  };
}

function endsSentence(text: string, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 46 || c === 33 || c === 63 || c === 59) return true;
  }
  return false;
}
