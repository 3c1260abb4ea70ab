import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** An entry of an Atom feed, with what arXiv adds to it. What is not there is an empty text. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly published: string;
  /** Of each author an element of its own, as in answers to queries. */
  readonly authors: readonly string[];
  /** All authors in one text, as in the daily feeds. */
  readonly creator: string;
  /** arXiv's: "new", "cross", "replace", "replace-cross". */
  readonly announceType: string;
  /** arXiv's: what the authors noted. */
  readonly comment: string;
}

export interface AtomFeed {
  readonly updated: string;
  /** OpenSearch's: how many entries all pages have together, where it is said. */
  readonly totalResults: number | undefined;
  readonly entries: readonly AtomEntry[];
}

/**
 * Reads RFC 4287's elements as far as they are needed. Nothing is loaded that the document refers to, and an entity that
 * it declares itself stays as it is written.
 *
 * @throws Error where it is no well-formed XML, or no feed
 */
export function readAtom(xml: string): AtomFeed {
  const { root } = parseXml(withoutControls(xml), { ignoreUndefinedEntities: true });
  if (root === null || localName(root) !== 'feed') throw new Error('it is no Atom feed');
  const total = textOf(root, 'totalResults');
  return {
    updated: textOf(root, 'updated'),
    totalResults: /^\d{1,9}$/.test(total) ? Number(total) : undefined,
    entries: childrenOf(root, 'entry').map((entry) => ({
      id: textOf(entry, 'id'),
      title: textOf(entry, 'title'),
      summary: textOf(entry, 'summary'),
      published: textOf(entry, 'published'),
      authors: childrenOf(entry, 'author').map((author) => textOf(author, 'name')),
      creator: textOf(entry, 'creator'),
      announceType: textOf(entry, 'announce_type'),
      comment: textOf(entry, 'comment'),
    })),
  };
}

/** One of them in one abstract is no reason to lose the whole feed, as XML would have it. */
function withoutControls(xml: string): string {
  return xml.replace(/[^\P{Cc}\t\n\r\u007f-\u009f]/gu, ' ');
}

function textOf(parent: XmlElement, name: string): string {
  return childrenOf(parent, name)[0]?.text.trim() ?? '';
}

function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((node): node is XmlElement => node instanceof XmlElement && localName(node) === name);
}

/** The prefixes are the document's own choice. */
function localName(element: XmlElement): string {
  return element.name.replace(/^.*:/, '');
}
