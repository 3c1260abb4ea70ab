import type { Answer, Evidence } from '../answers/answer.ts';
import { say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import { fullText } from '../papers/full-text.ts';
import type { PaperLink } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';

/** An answer as blocks: quotes with their paper, the links that were asked for, or an honest "doesn't say". */
export function answerBlocks(paper: Paper, answer: Answer): Block[] {
  const label = paperLabel(paper);
  if (answer.kind === 'answered') return [quote(answer.evidence, label), ...linkBlocks(answer.links)];
  const blocks: Block[] = [{ kind: 'text', text: notStated(label, answer) }];
  if (answer.kind === 'not-stated' && answer.nearest) {
    blocks.push({ kind: 'finePrint', text: say`The nearest that it says:` });
    blocks.push(quote([answer.nearest], undefined));
  }
  blocks.push(...linkBlocks(answer.links));
  blocks.push({ kind: 'finePrint', text: whereToRead(paper) });
  return blocks;
}

export function quote(evidence: readonly Evidence[], source: string | undefined): Block {
  const sentences = evidence.map(({ text }) => text);
  return source === undefined ? { kind: 'quote', sentences } : { kind: 'quote', sentences, source };
}

export function linkBlocks(links: readonly PaperLink[]): Block[] {
  if (links.length === 0) return [];
  return [{ kind: 'list', items: links.map((link) => [{ text: link.url, url: link.url }]) }];
}

function notStated(label: string, answer: Exclude<Answer, { kind: 'answered' }>): Text {
  if (answer.kind === 'off-topic') return say`The abstract of **${label}** says nothing about that.`;
  return answer.missing === ''
    ? say`The abstract of **${label}** doesn’t say.`
    : say`The abstract of **${label}** doesn’t say: there is no ${answer.missing} in it.`;
}

function whereToRead(paper: Paper): Text {
  const { url, known } = fullText(paper);
  return [{ text: known ? 'The full text: ' : 'Look for the full text: ' }, { text: url, url }];
}

/** One line for notifications. */
export function answerSummary(paper: Paper, answer: Answer): string {
  const first = answer.kind === 'answered' ? answer.evidence[0] : undefined;
  return first ? `${paperLabel(paper)}: “${first.text}”` : `The abstract of ${paperLabel(paper)} doesn’t say.`;
}
