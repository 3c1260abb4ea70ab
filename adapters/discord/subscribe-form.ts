import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { plainText } from '../../src/digest/schedule-tokens.ts';
import { quotedTopic, splitTopics } from '../../src/digest/topics.ts';
import type { InteractionOf } from './payloads.ts';

/** Of the modal; its submission brings it back. */
const SUBSCRIBE_FORM = 'subscribe';

const FIELDS = { time: 'time', days: 'days', zone: 'zone', topics: 'topics', count: 'count' } as const;
/** All of them together stay below the length of a wish that is still read. */
const LONGEST_TOPICS = 350;
const LONGEST_FIELD = 60;

/** The modal that asks for what `/papers subscribe` can be told. */
export function subscribeForm(): APIModalInteractionResponseCallbackData {
  return {
    custom_id: SUBSCRIBE_FORM,
    title: 'Papers every day',
    components: [
      field(FIELDS.time, 'Time', { value: '09:00' }),
      field(FIELDS.days, 'Days', { value: 'weekdays', hint: 'Such as daily, weekdays, weekends or mon, thu.' }),
      field(FIELDS.zone, 'Time zone', { placeholder: 'Europe/Berlin', hint: 'Its name, or a large city in it.' }),
      field(FIELDS.topics, 'Topics', {
        placeholder: 'agents, retrieval without vision',
        hint: 'With commas between them. What stands after “without” is left out.',
        required: false,
        longest: LONGEST_TOPICS,
      }),
      field(FIELDS.count, 'Papers a post', {
        value: '5',
        hint: 'From 1 to 20. “5 papers with at least 20 votes” works, too.',
      }),
    ],
  };
}

/** The submitted form as what could have been typed after `/papers subscribe`. */
export function readSubscribeForm({ data }: InteractionOf<'submitted'>): string {
  const values = new Map(
    data.components
      .flatMap(({ component, components = [] }) => (component ? [component, ...components] : components))
      .map(({ custom_id: id, value }) => [id, value.trim()]),
  );
  const text = (name: string) => values.get(name) ?? '';
  const [about = '', without = ''] = text(FIELDS.topics)
    .replace(/^about\s+/i, '')
    .split(/(?:^|\s+)without\s+/i);
  const count = text(FIELDS.count);
  return [
    text(FIELDS.days),
    text(FIELDS.time),
    // a zone's name has none of these; in the wish they would begin something else
    plainText(text(FIELDS.zone).replace(/[",;]/g, ' ')),
    count === '' || /\D$/.test(count) ? count : `${count} papers`,
    clause('about', about),
    clause('without', without),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function clause(name: string, topics: string): string {
  const quoted = splitTopics(topics).map(quotedTopic);
  return quoted.length === 0 ? '' : `${name} ${quoted.join(', ')}`;
}

interface FieldDetails {
  readonly value?: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly longest?: number;
}

function field(name: string, label: string, details: FieldDetails): APILabelComponent {
  const { value, placeholder, hint, required = true, longest = LONGEST_FIELD } = details;
  return {
    type: ComponentType.Label,
    label,
    ...(hint === undefined ? {} : { description: hint }),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style: TextInputStyle.Short,
      required,
      max_length: longest,
      ...(value === undefined ? {} : { value }),
      ...(placeholder === undefined ? {} : { placeholder }),
    },
  };
}
