import { parseSchedule } from '../../../src/digest/schedule-text.ts';
import { plainText } from '../../../src/digest/schedule-tokens.ts';
import { parseSubscription } from '../../../src/digest/subscribe-text.ts';
import { quotedTopic, splitTopics, unreadableTopic } from '../../../src/digest/topics.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { FIELDS } from './subscribe-form.ts';

/** What a submitted form holds: for each block its element's value. */
export interface SubmittedView {
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, FieldValue>>>> };
}

interface FieldValue {
  /** Of a text or a number, as it was typed. */
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
  readonly selected_time?: string | null;
}

/** The wish in parts, each as the `subscribe` command takes it; empty where nothing was said. */
interface Parts {
  readonly schedule: string;
  readonly zone: string;
  readonly count: string;
  readonly votes: string;
  readonly about: string;
  readonly without: string;
}

const LONGEST_ERROR = 250;

/** The submitted form as what could have been typed after `/papers subscribe`. */
export function readSubscribeForm(view: SubmittedView): { readonly channel: string; readonly wish: string } {
  return { channel: view.private_metadata, wish: joined(partsOf(view)) };
}

/**
 * What is to be shown at which field where the wish came back with a question.
 *
 * @returns block_id -> message, for `response_action: errors`
 */
export function formErrors(view: SubmittedView, question: string): Record<string, string> {
  const field = fieldInDoubt(partsOf(view));
  const topic = unreadableTopic(textIn(view, field));
  const message =
    (field === FIELDS.about || field === FIELDS.without) && topic !== undefined && /\bcron\b/.test(question)
      ? `I can’t take “${topic}” for a topic. Please say it in other words.`
      : question;
  return { [field]: shorten(message, LONGEST_ERROR) };
}

/** The field without whose words the rest is understood. */
function fieldInDoubt(parts: Parts): string {
  const known = { schedule: 'daily 09:00', zone: 'UTC', count: '', votes: '', about: '', without: '' };
  const isGood = (part: Partial<Parts>) => parseSubscription(joined({ ...known, ...part }), {}).kind === 'ok';
  const zone = parseSchedule(`${known.schedule} ${parts.zone}`, {});
  if (zone.kind !== 'ok' || zone.rest !== '') return FIELDS.zone;
  if (!isGood({ count: parts.count })) return FIELDS.count;
  if (!isGood({ votes: parts.votes })) return FIELDS.votes;
  if (!isGood({ about: parts.about })) return FIELDS.about;
  if (!isGood({ about: parts.about, without: parts.without })) return FIELDS.without;
  return FIELDS.time;
}

function joined({ schedule, zone, count, votes, about, without }: Parts): string {
  return [schedule, zone, count, votes, about, without].filter((part) => part !== '').join(' ');
}

function fieldIn({ state }: SubmittedView, name: string): FieldValue {
  return state.values[name]?.[name] ?? {};
}

function textIn(view: SubmittedView, name: string): string {
  return (fieldIn(view, name).value ?? '').trim();
}

function partsOf(view: SubmittedView): Parts {
  const field = (name: string) => fieldIn(view, name);
  const text = (name: string) => textIn(view, name);
  const only = (field(FIELDS.only).selected_options ?? []).map(({ value }) => value);
  const days = only.length > 0 ? only.join(', ') : (field(FIELDS.days).selected_option?.value ?? '');
  const count = text(FIELDS.count);
  const votes = text(FIELDS.votes);
  return {
    schedule: [days, field(FIELDS.time).selected_time ?? ''].filter((part) => part !== '').join(' '),
    // a zone's name has none of these; in the wish they would begin something else
    zone: plainText(text(FIELDS.zone).replace(/[",;]/g, ' ')),
    count: count === '' ? '' : `${count} papers`,
    votes: votes === '' ? '' : `with at least ${votes} votes`,
    about: topics('about', text(FIELDS.about)),
    without: topics('without', text(FIELDS.without)),
  };
}

function topics(marker: string, text: string): string {
  const found = splitTopics(text);
  return found.length === 0 ? '' : `${marker} ${found.map(quotedTopic).join(', ')}`;
}
