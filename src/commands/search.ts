import type { Invocation } from '../messages/invocation.ts';
import { marked, say } from '../messages/markup.ts';
import type { Block } from '../messages/message.ts';
import { paperCard } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import type { Reply } from '../ports.ts';
import { describeReason, type Reason } from '../search/reasons.ts';
import type { SearchHit, SearchOutcome } from '../search/search-engine.ts';
import type { Command, Context } from './command.ts';
import { listButtons, page, pageNote, pageOption } from './paging.ts';

export const search: Command = {
  name: 'search',
  summary: 'Find papers in everyday words, or by name.',
  examples: ['search overthinking', 'search small models for maths -distillation', 'search "process reward" has:code'],
  notes: [
    '`"exact words"` must occur as they stand, `-word` must not, `title:word` must be in the title. `has:code`, `has:model`, `has:data` keep the papers that link to it.',
  ],
  changes: false,
  options: [
    { name: 'query', kind: 'text', description: 'what to look for', required: true },
    pageOption,
    { name: 'explain', kind: 'flag', description: 'show how each result scored', required: false },
  ],
  async run(args, context) {
    return searchReply(args.text('query'), args.integer('page', 1), args.flag('explain'), context);
  },
};

/** The answer to a search, whether it was asked for as a command or in a thread. */
export function searchReply(query: string, number: number, explain: boolean, context: Context): Reply {
  const outcome = context.library.search.search(query);
  const echo = shorten(
    query
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^"([^"]*)"$/, '$1'),
    80,
  );
  if (outcome.hits.length === 0) return { message: nothingFound(outcome, echo), audience: 'caller' };
  const origin: Invocation = { command: 'search', args: explain ? { query, explain } : { query } };
  const shown = page(outcome.hits, number);
  const title =
    outcome.kind === 'nearest'
      ? `Nothing here matches “${echo}”; the nearest`
      : `${outcome.total} ${outcome.total === 1 ? 'paper' : 'papers'} for “${echo}”`;
  const blocks: Block[] = [{ kind: 'heading', text: title }];
  const note = correctionNote(outcome);
  if (note) blocks.push(note);
  shown.items.forEach((hit, i) => {
    blocks.push(hitCard(hit, shown.first + i, explain));
  });
  if (shown.pages > 1) blocks.push(pageNote(shown));
  blocks.push({ kind: 'actions', buttons: listButtons(origin, shown, context) });
  return {
    message: { summary: `${title}: ${shown.items.map((hit) => hit.paper.reading.title).join('; ')}`, blocks },
    audience: 'caller',
    topic: { paperIds: shown.items.map((hit) => hit.paper.id), firstNumber: shown.first, origin },
  };
}

function hitCard(hit: SearchHit, number: number, explain: boolean): Block {
  const why = (explain ? hit.reasons : plainReasons(hit)).map((reason) =>
    explain ? `${describeReason(reason)} (${reason.contribution.toFixed(2)})` : describeReason(reason),
  );
  return paperCard(hit.paper, {
    number,
    why: explain ? [`score ${hit.score.toFixed(3)}`, ...why] : why,
    passage: marked(hit.snippet.text, hit.snippet.marks),
  });
}

/** What a person needs to see why it is there; the company that its words keep is for `--explain`. */
function plainReasons(hit: SearchHit): readonly Reason[] {
  const plain = hit.reasons.filter((reason) => reason.kind !== 'company');
  return (plain.length > 0 ? plain : hit.reasons).slice(0, 3);
}

function correctionNote(outcome: SearchOutcome): Block | undefined {
  if (outcome.corrections.length > 0) {
    const fixes = outcome.corrections.map(({ from, to }) => `“${to}” instead of “${from}”`).join(', ');
    return { kind: 'finePrint', text: say`Showing results for ${fixes}.` };
  }
  if (outcome.unknown.length > 0 && outcome.kind === 'found') {
    const words = outcome.unknown
      .slice(0, 5)
      .map((word) => `“${word}”`)
      .join(', ');
    return { kind: 'finePrint', text: say`No paper here mentions ${words}.` };
  }
  return undefined;
}

function nothingFound(outcome: SearchOutcome, echo: string) {
  const isEmpty = outcome.kind === 'empty';
  const summary = isEmpty ? `There is no word to search for in “${echo}”.` : `Nothing found for “${echo}”.`;
  const blocks: Block[] = [
    { kind: 'text', text: say`${summary}` },
    {
      kind: 'text',
      text: isEmpty
        ? say`Name a topic, a method or a paper, for example \`/papers search small reasoning models\`.`
        : say`Try fewer or other words, or see what is there with \`/papers trending\`.`,
    },
  ];
  return { summary, blocks };
}
