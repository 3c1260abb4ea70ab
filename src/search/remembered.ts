/**
 * What was made of a number, kept for the last so many numbers; the one that was made first is forgotten first.
 *
 * @param most how many are kept
 */
export function remembered<T>(most: number, make: (of: number) => T): (of: number) => T {
  const known = new Map<number, T>();
  return (of) => {
    let value = known.get(of);
    if (value === undefined) {
      value = make(of);
      if (known.size >= most) known.delete(known.keys().next().value ?? of);
      known.set(of, value);
    }
    return value;
  };
}
