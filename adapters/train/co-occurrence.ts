import type { Corpus } from './corpus.ts';
import { crossProduct, timesSquare } from './matrix.ts';
import { normal, seededRandom } from './random.ts';
import { symmetricPower } from './symmetric-power.ts';

/** Words at most this far apart are neighbours; the farther, the less in a straight line. */
const WINDOW = 4;
/** Multiplications after which the largest directions stand out. */
const ITERATIONS = 4;

/**
 * Vectors of words from the company they keep: those in place of which the same neighbours are found are alike, which
 * training on whole texts does not see. They are the square root of the largest part of the matrix of positive
 * pointwise mutual information (Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned
 * from word embeddings", 2015), found by subspace iteration (Halko, Martinsson and Tropp, 2011).
 *
 * @param words how many of the corpus's rows are words, the first of them
 * @returns a row of length 1 a word, zeros for one without neighbours
 */
export function coOccurrenceVectors(corpus: Corpus, words: number, dimensions: number, seed: number): Float32Array {
  const { starts, columns, values } = mutualInformation(corpus, words);
  const random = seededRandom(seed, 3);
  let basis: Float32Array = Float32Array.from({ length: words * dimensions }, () => normal(random));
  for (let i = 0; i < ITERATIONS; i++) {
    const next = multiply(basis);
    basis = timesSquare(next, symmetricPower(crossProduct(next, next, dimensions), dimensions, -1 / 2), dimensions);
  }
  const image = multiply(basis);
  const vectors = timesSquare(
    image,
    symmetricPower(crossProduct(image, image, dimensions), dimensions, -1 / 4),
    dimensions,
  );
  return centred(vectors, dimensions, wordCounts(corpus, words));

  function multiply(dense: Float32Array): Float32Array {
    const out = new Float32Array(dense.length);
    for (let word = 0; word < words; word++) {
      const at = word * dimensions;
      for (let entry = starts[word]!; entry < starts[word + 1]!; entry++) {
        const value = values[entry]!;
        const other = columns[entry]! * dimensions;
        for (let k = 0; k < dimensions; k++) out[at + k]! += value * dense[other + k]!;
      }
    }
    return out;
  }
}

/** A sparse matrix: word i has the entries `starts[i]` up to `starts[i + 1]`. */
interface Sparse {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** ln(p(a, b) / (p(a) p(b))) of neighbouring words a and b, where that is above zero. */
function mutualInformation(corpus: Corpus, words: number): Sparse {
  const stream = wordStream(corpus, words);
  const [placeStart, places] = placesOf(stream, words);
  const sums = new Float64Array(words);
  const counts = new Float64Array(words);

  function eachNeighbour(word: number, visit: (other: number, count: number) => void): void {
    const touched: number[] = [];
    for (let i = placeStart[word]!; i < placeStart[word + 1]!; i++)
      for (let distance = -WINDOW; distance <= WINDOW; distance++) {
        const other = stream[places[i]! + distance]!;
        if (distance === 0 || other < 0) continue;
        if (counts[other] === 0) touched.push(other);
        counts[other]! += (WINDOW + 1 - Math.abs(distance)) / WINDOW;
      }
    for (const other of touched) {
      visit(other, counts[other]!);
      counts[other] = 0;
    }
  }

  for (let word = 0; word < words; word++)
    eachNeighbour(word, (_, count) => {
      sums[word]! += count;
    });
  const total = sums.reduce((sum, count) => sum + count, 0);
  const information = (word: number, other: number, count: number) =>
    Math.log((count * total) / (sums[word]! * sums[other]!));
  const starts = new Int32Array(words + 1);
  for (let word = 0; word < words; word++) {
    starts[word + 1] = starts[word]!;
    eachNeighbour(word, (other, count) => {
      if (information(word, other, count) > 0) starts[word + 1]!++;
    });
  }
  const columns = new Int32Array(starts[words]!);
  const values = new Float32Array(starts[words]!);
  let entry = 0;
  for (let word = 0; word < words; word++)
    eachNeighbour(word, (other, count) => {
      const value = information(word, other, count);
      if (value <= 0) return;
      columns[entry] = other;
      values[entry++] = value;
    });
  return { starts, columns, values };
}

/** The words of the papers one after the other, -1 for others, with a window's length of these around every paper. */
function wordStream({ papers, tokens, partStart, paperStart, typeStart, typeRows }: Corpus, words: number): Int32Array {
  const stream = new Int32Array(tokens.length + (papers + 1) * WINDOW).fill(-1);
  let at = WINDOW;
  for (let paper = 0; paper < papers; paper++) {
    for (let token = partStart[paperStart[paper]!]!; token < partStart[paperStart[paper + 1]!]!; token++) {
      const type = tokens[token]!;
      const row = typeStart[type + 1]! > typeStart[type]! ? typeRows[typeStart[type]!]! : -1;
      stream[at++] = row < words ? row : -1;
    }
    at += WINDOW;
  }
  return stream;
}

function wordCounts({ occurrences }: Corpus, words: number): Uint32Array {
  return occurrences.subarray(0, words);
}

/** Where each word stands, word by word, and where each begins. */
function placesOf(stream: Int32Array, words: number): readonly [starts: Int32Array, places: Int32Array] {
  const starts = new Int32Array(words + 1);
  for (const word of stream) if (word >= 0) starts[word + 1]!++;
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const places = new Int32Array(starts[words]!);
  const next = starts.slice();
  stream.forEach((word, at) => {
    if (word >= 0) places[next[word]!++] = at;
  });
  return [starts, places];
}

/** Without what all words share, of length 1, in place. */
function centred(vectors: Float32Array, dimensions: number, counts: Uint32Array): Float32Array {
  const mean = new Float64Array(dimensions);
  let total = 0;
  counts.forEach((count, word) => {
    total += count;
    for (let k = 0; k < dimensions; k++) mean[k]! += count * vectors[word * dimensions + k]!;
  });
  counts.forEach((_, word) => {
    const row = vectors.subarray(word * dimensions, (word + 1) * dimensions);
    if (row.every((value) => value === 0)) return;
    let squares = 0;
    for (let k = 0; k < dimensions; k++) {
      row[k]! -= mean[k]! / total;
      squares += row[k]! ** 2;
    }
    if (squares > 0) for (let k = 0; k < dimensions; k++) row[k]! /= Math.sqrt(squares);
  });
  return vectors;
}
