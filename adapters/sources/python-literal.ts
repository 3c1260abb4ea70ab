const DEEPEST = 50;
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/**
 * Reads what Python's `repr` writes of dictionaries, lists, strings, numbers, True, False and None: rows of an archived
 * day were written so. Nothing is run.
 *
 * @throws SyntaxError where it is anything else
 */
export function readPythonLiteral(text: string): unknown {
  let at = 0;
  const value = read(0);
  skipSpace();
  if (at < text.length) throw unexpected();
  return value;

  function read(depth: number): unknown {
    if (depth > DEEPEST) throw new SyntaxError('It is nested too deeply.');
    skipSpace();
    const first = text[at];
    if (first === '{') return Object.fromEntries(items('}', () => entry(depth)));
    if (first === '[') return items(']', () => read(depth + 1));
    if (first === "'" || first === '"') return string(first);
    const word = /(?:True|False|None)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/y;
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found === undefined) throw unexpected();
    at += found.length;
    return WORDS.has(found) ? WORDS.get(found) : Number(found);
  }

  function entry(depth: number): [string, unknown] {
    skipSpace();
    const quote = text[at];
    if (quote !== "'" && quote !== '"') throw unexpected();
    const key = string(quote);
    expect(':');
    return [key, read(depth + 1)];
  }

  function items<Item>(close: string, item: () => Item): Item[] {
    const found: Item[] = [];
    at += 1;
    for (;;) {
      skipSpace();
      if (text[at] === close) break;
      found.push(item());
      skipSpace();
      if (text[at] !== close) expect(',');
    }
    at += 1;
    return found;
  }

  function string(quote: string): string {
    let value = '';
    for (at += 1; text[at] !== quote; ) {
      const char = text[at];
      if (char === undefined || char === '\n') throw unexpected();
      at += 1;
      value += char === '\\' ? escaped() : char;
    }
    at += 1;
    return value;
  }

  function escaped(): string {
    const char = text[at] ?? '';
    const digits = { x: 2, u: 4, U: 8 }[char];
    at += 1;
    if (digits === undefined) {
      const meant = ESCAPES[char];
      if (meant === undefined) throw unexpected();
      return meant;
    }
    const code = text.slice(at, at + digits);
    if (code.length < digits || !/^[\da-f]+$/i.test(code) || Number.parseInt(code, 16) > 0x10ffff) throw unexpected();
    at += digits;
    return String.fromCodePoint(Number.parseInt(code, 16));
  }

  function expect(char: string): void {
    skipSpace();
    if (text[at] !== char) throw unexpected();
    at += 1;
  }

  function skipSpace(): void {
    while (/\s/.test(text[at] ?? '')) at += 1;
  }

  function unexpected(): SyntaxError {
    return new SyntaxError(`It is no Python literal at character ${at + 1}.`);
  }
}
