import type { PaperLink } from '../papers/links.ts';
import type { Invocation } from './invocation.ts';

/** A stretch of text. It is data: only a renderer escapes and styles it. */
export interface Span {
  readonly text: string;
  /** `mark` is a word that matched; `code` is something to type. */
  readonly style?: 'strong' | 'emphasis' | 'mark' | 'code';
  readonly url?: string;
  /** The platform's id of a channel; a door that can shows it as a link to there, any other shows the text. */
  readonly channel?: string;
  /**
   * A moment, in milliseconds since the epoch; a door that can shows it in the reader's own time zone, any other shows the
   * text.
   */
  readonly date?: number;
}

export type Text = readonly Span[];

export interface Button {
  readonly label: string;
  readonly invocation: Invocation;
}

/** One paper in a message. */
export interface PaperBlock {
  readonly kind: 'paper';
  /** What "the second one" refers to. */
  readonly number?: number;
  readonly title: string;
  readonly name?: string;
  readonly url?: string;
  /** Why it is here, strongest first. */
  readonly why: readonly string[];
  readonly passage?: Text;
  readonly links: readonly PaperLink[];
  readonly buttons: readonly Button[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Text }
  | PaperBlock
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: true }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  /** Sentences word for word, and whose they are where nothing before says so. */
  | { readonly kind: 'quote'; readonly sentences: readonly string[]; readonly source?: string }
  | { readonly kind: 'finePrint'; readonly text: Text }
  | { readonly kind: 'actions'; readonly buttons: readonly Button[] };

/** What is said, as a tree of a few block kinds. */
export interface Message {
  /** One line for notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

export function plain(text: string): Text {
  return [{ text }];
}

export function textOf(text: Text): string {
  return text.map((span) => span.text).join('');
}
