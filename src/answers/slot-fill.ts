import { isNumber, numberBinding } from './counting.ts';
import { foreignNames } from './foreign-names.ts';
import { matchTerm, type WordVectors } from './matching.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Query } from './query.ts';
import { statesRelease } from './release.ts';
import type { Slot } from './slot.ts';

/** How well a sentence holds what is asked for, 0..1; 1 for an open question. */
export function slotFill(
  slot: Slot,
  query: Query,
  sentence: Sentence,
  passage: Passage,
  vectorOf: WordVectors,
): number {
  switch (slot.kind) {
    case 'count':
      return slot.focus.length === 0
        ? sentence.words.some(isNumber)
          ? 0.3
          : 0
        : numberBinding(slot.focus, sentence, passage, vectorOf);
    case 'figure':
      return figureFill(query, sentence, measuredIn(slot, sentence, passage, vectorOf));
    case 'model': {
      const foreign = foreignNames(query, sentence, passage, 'model');
      const named =
        Math.max(foreign, ADOPTED.test(sentence.text) ? 0.8 : 0) * specified(slot, sentence, passage, vectorOf);
      if (SUPERLATIVE.test(query.text) && !BEST.test(sentence.text)) return named / 3;
      return BASE.test(query.text) && RIVAL.test(sentence.text) && !BUILT_ON.test(sentence.text) ? named / 2 : named;
    }
    case 'dataset':
      return Math.max(foreignNames(query, sentence, passage, 'dataset'), listed(slot, sentence, passage, vectorOf));
    case 'name':
      return Math.max(
        foreignNames(query, sentence, passage, 'model'),
        foreignNames(query, sentence, passage, 'dataset'),
        listed(slot, sentence, passage, vectorOf),
        describes(slot, sentence),
      );
    case 'algorithm':
      return /\b\w*(?:PO|GD)\b|\b(?:REINFORCE|Adam\w*|DAgger|MCTS|Q-learning|actor-critic|Monte Carlo|evolution\w*|Bayesian)\b/.test(
        sentence.text,
      )
        ? 1
        : 0;
    case 'hardware':
      return HARDWARE.test(sentence.text) ? 1 : 0;
    case 'licence':
      return LICENCE.test(sentence.text) ? 1 : 0;
    case 'release':
      return statesRelease(query.text.toLowerCase(), sentence.text);
    case 'term':
      return query.terms.every((term) => !term.name || matchTerm(term, sentence, passage, vectorOf).soft >= 0.7)
        ? 1
        : 0;
    case 'open':
      return 1;
  }
}

const LICENCE =
  /\b(?:licen[cs](?:e[ds]?|ing)|Apache(?:[- ]2)?|MIT License|CC[- ]BY\S*|permissive(?:ly)?|commercial (?:use|purposes))\b/i;
const HARDWARE =
  /\b(?:[GTC]PUs?|A100s?|H100s?|H200s?|V100s?|RTX|NVIDIA|Nvidia|TPUv\d|hardware|consumer-grade|commodity|laptops?|smartphones?|mobile (?:phones?|devices?)|edge devices?|desktops?|Raspberry Pi|VRAM|Apple Silicon|(?:on|single) (?:a )?(?:single )?(?:device|machine|node))\b/;

const TIME =
  /\b(?:seconds?|minutes?|hours?|days?|weeks?|ms|fps|faster|times|speed-?ups?|latency|real[- ]time|tokens?|turns?|frames?|length|years?|miles|km)\b|\d\s?[x×s]\b/i;

function measuredIn(slot: Slot, sentence: Sentence, passage: Passage, vectorOf: WordVectors): number {
  const head = slot.focus.at(-1);
  return head ? matchTerm(head, sentence, passage, vectorOf).soft : 1;
}

/** A figure that tells of a result ("9.1%", "3x", "from 82.18") or of a size ("50K", "1.3 billion"), by what is asked. */
function figureFill(query: Query, sentence: Sentence, measured: number): number {
  const { text, words } = sentence;
  const plain = words.filter((word, at) => /^\d[\d.,]*(?:-\d[\d.,]*)?[x×]?$/.test(word.text) && !words[at - 1]?.name);
  const result =
    /\d\s?\\?%|\d\s?(?:percent|points?|x\b|×|\\times|times|-?fold)|→|\bfrom \d[\d.]* to \d/.test(text) ||
    plain.some((word) => /^\d+\.\d+/.test(word.text));
  const spelt =
    /\b(?:half|halves|twice|double[sd]?|doubling|triple[sd]?|orders? of magnitude|fold|(?:two|three|four|five|six|seven|eight|nine|ten) times|as (?:little|few) as)\b/i.test(
      text,
    );
  const asked = query.text;
  if (query.kinds.has('gain') || query.kinds.has('score')) {
    const found = result ? 1 : spelt ? 0.7 : plain.length > 0 ? 0.4 : 0;
    return MEASURE.test(asked) && measured < 0.6 ? 0.4 * found : found;
  }
  if (/\bhow (?:long|fast)\b/i.test(asked)) {
    if (!TIME.test(text) && !(/\bhow long\b/i.test(asked) && EXTENT.test(text))) return words.some(isNumber) ? 0.2 : 0;
    if (PER_TIME.test(text)) return 1;
  }
  const found =
    result || sentence.cues.has('size') ? 1 : plain.length > 0 ? 0.8 : spelt ? 0.7 : words.some(isNumber) ? 0.3 : 0;
  const named = MEASURE.test(asked) || /\bhow much (?!\w+er\b)/i.test(asked);
  return named && measured < 0.6 ? 0.4 * found : found;
}

/** "in one second", "24 FPS". */
const PER_TIME =
  /\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|single|half an?)[\s-](?:ms|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|fps|frames per second)\b/i;
/** What is long without taking time: "128K extended context window". */
const EXTENT =
  /\b(?:\d[\d.,]*\s?[kKmM]?|thousand|million)[\s-](?:[\w-]+\s){0,2}(?:context|window|sequences?|words|pages?|characters?)\b/i;

/** A question that names its measure wants that one. */
const MEASURE =
  /\b(?:what|which)(?:'s| is| was)?(?: the)?(?: \S+){0,2} (?:score|accuracy|f1|bleu|rouge|pass@\d+|rate|fid|cider|precision|perplexity|regret|auc|fps|latency)\b/i;

/** A word that means much the same. */
const LIKE = 0.6;

/** Kinds of things have no names of their own: a list will do. */
function listed(slot: Slot, sentence: Sentence, passage: Passage, vectorOf: WordVectors): number {
  const general =
    slot.kind === 'name' ||
    (/^(?:task|domain|languag|environ|game|metric|scenario)/.test(slot.focus.at(-1)?.stems[0] ?? '') &&
      measuredIn(slot, sentence, passage, vectorOf) >= LIKE);
  if (/\([^()]*,[^()]*\)/.test(sentence.text)) return general ? 0.8 : 0.3;
  if (/\b(?:such as|including|like|e\.g\.|namely)\b/i.test(sentence.text)) return general ? 0.8 : 0.3;
  return sentence.cues.has('list') ? (general ? 0.5 : 0.3) : 0;
}

/** Who asks for the best wants a sentence that says which one it is. */
const SUPERLATIVE = /\b(?:best|worst|most|least|top|\w{3,}est)\b/i;
const BEST =
  /\b(?:best|worst|highest|lowest|strongest|weakest|superior|outperform\w*|surpass\w*|leads?|leading|top(?=\s)|most \w+|least \w+)\b/i;
/** What a work starts from is not what it beats. */
const BASE =
  /\b(?:base|backbones?|underneath|under the hood|start(?:ed)? (?:from|with)|fine-?tuned? from|initiali[sz]ed|built? on|underlying|drives?|power(?:s|ed)?|teachers?)\b/i;
const RIVAL =
  /\b(?:surpass\w*|outperform\w*|exceed\w*|beat\w*|compared (?:to|with)|competitive|rival\w*|on par|baselines?|than)\b/i;
const BUILT_ON =
  /\b(?:based on|initiali[sz]ed|built (?:up)?on|build (?:up)?on|start\w* from|fine-?tun\w+|adopt\w*|using|backbone)\b/i;
/** "adopt Diffusion Transformers as our foundation model" */
const ADOPTED =
  /\b(?:adopt\w*|employ\w*|us(?:e|es|ing)|built (?:up)?on|based on|leverag\w+)\b[^.;]{0,60}\b(?:DiT|U-?Net|Transformers?|Mamba|CNNs?|VAE|GANs?)\b[^.;]{0,40}\bas (?:our|the|its|a) (?:\w+ )?(?:model|backbone|base|foundation|encoder|decoder|generator)\b/i;

/** "dual wide-angle wrist cameras" says which cameras, if not by name. */
function describes(slot: Slot, sentence: Sentence): number {
  const head = slot.focus.at(-1)?.stems.at(-1);
  return sentence.words.some((word, at) => word.stems.at(-1) === head && sentence.words[at - 1]?.stop === false)
    ? 0.5
    : 0;
}

const ANY_MODEL =
  /^(?:base|pre-?train\w*|language|large|foundation|underlying|exact|backbone|original|initial|small|main|many|different|other|target|new)$/i;

/** "which reward model" wants the sentence on the reward, "which base model" any that names one. */
function specified(slot: Slot, sentence: Sentence, passage: Passage, vectorOf: WordVectors): number {
  const modifiers = slot.focus.slice(0, -1).filter((term) => !ANY_MODEL.test(term.text));
  const found = modifiers.some((term) => matchTerm(term, sentence, passage, vectorOf).soft >= 0.7);
  return modifiers.length === 0 || found ? 1 : 0.5;
}
