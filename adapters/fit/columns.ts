/** Names as the columns of a matrix, in the order in which they first come. */
export interface Columns {
  readonly names: readonly string[];
  /** The column of a name, a new one where it is new. */
  of(name: string): number;
  /** -1 where there is none. */
  find(name: string): number;
}

export function createColumns(known: Iterable<string> = []): Columns {
  const names: string[] = [];
  const columns = new Map<string, number>();
  const of = (name: string): number => {
    let column = columns.get(name);
    if (column === undefined) {
      column = names.push(name) - 1;
      columns.set(name, column);
    }
    return column;
  };
  for (const name of known) of(name);
  return { names, of, find: (name) => columns.get(name) ?? -1 };
}
