import { say } from '../messages/markup.ts';
import type { Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import { fullText } from '../papers/full-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import type { Fact } from './intent.ts';

/** Who, when and where, from what the source gave; what it did not give is said to be unknown. */
export function factReply(fact: Fact, papers: readonly Paper[]): Reply {
  const items = papers.map((paper) => factOf(fact, paper));
  const blocks =
    items.length === 1
      ? [{ kind: 'text', text: items[0]! } as const]
      : [{ kind: 'list', items, ordered: true } as const];
  return { audience: 'channel', message: { summary: 'What is known of the paper', blocks } };
}

function factOf(fact: Fact, paper: Paper): Text {
  const label = paperLabel(paper);
  const { url, known } = fullText(paper);
  const elsewhere: Text = [{ text: known ? ' See ' : ' Look for it at ' }, { text: url, url }];
  switch (fact) {
    case 'authors':
      return paper.authors.length > 0
        ? say`**${label}**: ${shorten(paper.authors.join(', '), 1000)}.`
        : [...say`The source of **${label}** names no authors.`, ...elsewhere];
    case 'date':
      return paper.publishedAt === undefined
        ? [...say`The source of **${label}** gives no date.`, ...elsewhere]
        : say`**${label}**: ${paper.publishedAt.slice(0, 10)}.`;
    case 'place':
      return [
        ...say`**${label}**:`,
        { text: known ? ' ' : ' look for it at ' },
        { text: url, url },
        ...paper.links.flatMap((link) => [{ text: ` · ${link.kind} ` }, { text: link.url, url: link.url }]),
      ];
    default:
      return fact satisfies never;
  }
}
