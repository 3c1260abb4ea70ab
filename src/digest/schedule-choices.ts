import type { Meaning, Piece } from './schedule-pieces.ts';

/** A question back. Each choice is a whole text that the person could have written instead; none where the answer is open. */
export interface Ask {
  readonly kind: 'ask';
  readonly question: string;
  readonly choices: readonly string[];
}

/** A text and what of it speaks of time, in its order. */
export interface Spoken {
  readonly plain: string;
  readonly pieces: readonly Piece[];
}

type Kind = Meaning['kind'];

export function ask(question: string, choices: readonly string[]): Ask {
  return { kind: 'ask', question, choices: [...new Set(choices)] };
}

/** Asks which of the pieces of a kind shall count: each choice keeps one of them. */
export function askWhich({ plain, pieces }: Spoken, kind: Kind, question: string): Ask {
  const rivals = pieces.filter(({ meaning }) => meaning.kind === kind);
  const choices = rivals.map((kept) => {
    const others = rivals.filter((piece) => piece !== kept);
    return cut(plain, others);
  });
  return ask(question, choices);
}

/**
 * The same without choices that cannot be read: what is cut from a text can bring together what stood apart, such as
 * numbers that then look like a cron expression.
 *
 * @param read reads a choice, without leaving out any of its own
 */
export function withReadableChoices<Parsed extends { readonly kind: string }>(
  parsed: Parsed | Ask,
  read: (choice: string) => { readonly kind: string },
): Parsed | Ask {
  if (!isAsk(parsed)) return parsed;
  return { ...parsed, choices: parsed.choices.filter((choice) => read(choice).kind !== 'error') };
}

function isAsk(parsed: { readonly kind: string }): parsed is Ask {
  return parsed.kind === 'ask';
}

/** The meanings of a kind. */
export function meanings<K extends Kind>({ pieces }: Spoken, kind: K): Extract<Meaning, { kind: K }>[] {
  return pieces
    .map(({ meaning }) => meaning)
    .filter((meaning): meaning is Extract<Meaning, { kind: K }> => meaning.kind === kind);
}

/** The text without the pieces of some kinds. */
export function without({ plain, pieces }: Spoken, ...kinds: readonly Kind[]): string {
  const unwanted = pieces.filter(({ meaning }) => kinds.includes(meaning.kind));
  return cut(plain, unwanted);
}

/** The text with other words in the place of a piece. */
export function replaced(plain: string, { start, end }: Piece, words: string): string {
  return `${plain.slice(0, start)}${words}${plain.slice(end)}`;
}

/** The text with words added where it speaks of time, so that they cannot fall into what follows. */
export function added({ plain, pieces }: Spoken, words: string): string {
  const end = pieces.at(-1)?.end ?? 0;
  return `${plain.slice(0, end)} ${words}${plain.slice(end)}`.trim();
}

/** The text without some pieces, and without the word or comma that joined each to what stands before it. */
function cut(plain: string, pieces: readonly Piece[]): string {
  const left = [...pieces]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => {
      const before = text.slice(0, start).replace(/(?:^|\s|[,;&])(?:at|on|in|and|or|,|;|&)?\s*$/, '');
      return `${before} ${text.slice(end).trimStart()}`;
    }, plain);
  return left
    .replace(/\s+(?=[,;])/g, '')
    .trim()
    .replace(/^(?:(?:and|or)\s|[,;&])\s*/, '');
}
