/** A hash that can be put together: that of "ab" from those of "a" and "b". Dots are left out, as in joined terms. */
export interface TextHash {
  readonly value: number;
  /** The base to the power of the text's length. */
  readonly power: number;
}

const BASE = 0x01000193;
const DOT = 46;
/** Knuth's multiplicative hashing, which spreads the low bits of a polynomial. */
const SPREAD = 0x9e3779b1;
const FILTER_BITS = 18;

export function hashOf(text: string): TextHash {
  let value = 0;
  let power = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) continue;
    value = (Math.imul(value, BASE) + code) | 0;
    power = Math.imul(power, BASE);
  }
  return { value, power };
}

/** The hash value of two texts as one. */
export function joinedHash(before: number, after: TextHash): number {
  return (Math.imul(before, after.power) + after.value) | 0;
}

/** Tells without a look-up of most texts that they are not among those that were added (Bloom, 1970, with one hash). */
export interface HashFilter {
  add(text: string): void;
  mayHave(hash: number): boolean;
}

export function createHashFilter(): HashFilter {
  const bits = new Uint8Array(2 ** (FILTER_BITS - 3));
  const bitOf = (hash: number): number => Math.imul(hash, SPREAD) >>> (32 - FILTER_BITS);
  return {
    add(text) {
      const bit = bitOf(hashOf(text).value);
      bits[bit >> 3]! |= 1 << (bit & 7);
    },
    mayHave(hash) {
      const bit = bitOf(hash);
      return (bits[bit >> 3]! & (1 << (bit & 7))) !== 0;
    },
  };
}
