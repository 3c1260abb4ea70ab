import type { Corpus } from './corpus.ts';

/** The rows of the table that texts touch, and how much they count in a text's sum. */
export interface RowLists {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

/** How a token goes into a text: left out, as the table knows it, or spelt out in n-grams as if it were unknown. */
export type TokenForm = 'left out' | 'known' | 'spelt out';

/**
 * Adds up the tokens of parts as the reader does: a row weighs the square root of how often its token occurs; of a word
 * in n-grams, shared out among them. Only bigrams of which neither word is left out or spelt out count.
 *
 * @returns a function that writes the rows of some parts to `lists` from `at` on and says how many they are
 */
export function rowListWriter(corpus: Corpus, lists: RowLists) {
  const { tokens, partStart, bigramRow, typeStart, typeRows, gramStart, gramRows } = corpus;
  const types = typeStart.length - 1;
  // a type's count, that of its spelt-out form after all types', that of a bigram by its row
  const tokenCount = new Int32Array(2 * types);
  const bigramCount = new Int32Array(corpus.rows);

  return (parts: Iterable<number>, formOf: (type: number) => TokenForm, at: number): number => {
    const counted: number[] = [];
    const countedBigrams: number[] = [];
    for (const part of parts) {
      let before: TokenForm = 'left out';
      for (let position = partStart[part]!; position < partStart[part + 1]!; position++) {
        const type = tokens[position]!;
        const form = formOf(type);
        if (form !== 'left out') {
          const slot = form === 'known' ? type : types + type;
          if (tokenCount[slot]!++ === 0) counted.push(slot);
        }
        const bigram = form === 'known' && before === 'known' ? bigramRow[position - 1]! : -1;
        if (bigram >= 0 && bigramCount[bigram]!++ === 0) countedBigrams.push(bigram);
        before = form;
      }
    }

    let next = at;
    const write = (row: number, weight: number) => {
      lists.rows[next] = row;
      lists.weights[next++] = weight;
    };
    for (const row of countedBigrams) {
      write(row, Math.sqrt(bigramCount[row]!));
      bigramCount[row] = 0;
    }
    for (const slot of counted) {
      const [starts, rows, type] = slot < types ? [typeStart, typeRows, slot] : [gramStart, gramRows, slot - types];
      const start = starts[type]!;
      const end = starts[type + 1]!;
      for (let i = start; i < end; i++) write(rows[i]!, Math.sqrt(tokenCount[slot]!) / (end - start));
      tokenCount[slot] = 0;
    }
    return next - at;
  };
}
