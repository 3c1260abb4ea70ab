import type { types } from '@slack/bolt';

/** Of the modal, and of its submission. */
export const SUBSCRIBE_FORM = 'subscribe';

/** The form's fields: each is an input's block_id and its element's action_id. */
export const FIELDS = {
  days: 'days',
  only: 'only',
  time: 'time',
  zone: 'zone',
  count: 'count',
  votes: 'votes',
  about: 'about',
  without: 'without',
} as const;

/** Values are words of the `subscribe` command. */
const DAYS: readonly (readonly [value: string, label: string])[] = [
  ['weekdays', 'Monday to Friday'],
  ['daily', 'Every day'],
  ['weekends', 'Saturday and Sunday'],
];
const SINGLE_DAYS: readonly (readonly [value: string, label: string])[] = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
];
/** Both together stay below the length of a wish that is still read. */
const LONGEST_TOPICS = 350;
const LONGEST_ZONE = 60;
/** Slack's limit of private_metadata. */
const LONGEST_METADATA = 3_000;

/**
 * The modal that asks for what `/papers subscribe` can be told.
 *
 * @param channel where the digest shall come; the submission brings it back in private_metadata
 */
export function subscribeForm(channel: string, { timeZone }: { readonly timeZone?: string }): types.ModalView {
  const days = DAYS.map(option);
  return {
    type: 'modal',
    callback_id: SUBSCRIBE_FORM,
    private_metadata: channel.slice(0, LONGEST_METADATA),
    title: plain('Papers every day'),
    submit: plain('Subscribe'),
    close: plain('Cancel'),
    blocks: [
      input(FIELDS.days, 'Days', {
        type: 'static_select',
        action_id: FIELDS.days,
        options: days,
        initial_option: days[0]!,
      }),
      input(
        FIELDS.only,
        'Only on these days',
        {
          type: 'multi_static_select',
          action_id: FIELDS.only,
          options: SINGLE_DAYS.map(option),
          placeholder: plain('All of the above'),
        },
        { optional: true, hint: 'Where you choose some, only they count.' },
      ),
      input(FIELDS.time, 'Time', { type: 'timepicker', action_id: FIELDS.time, initial_time: '09:00' }),
      input(
        FIELDS.zone,
        'Time zone',
        {
          type: 'plain_text_input',
          action_id: FIELDS.zone,
          max_length: LONGEST_ZONE,
          placeholder: plain('Europe/Berlin'),
          ...(timeZone === undefined || timeZone.length > LONGEST_ZONE ? {} : { initial_value: timeZone }),
        },
        { hint: 'Its name, or a large city in it.' },
      ),
      input(FIELDS.count, 'Papers a post', {
        type: 'number_input',
        action_id: FIELDS.count,
        is_decimal_allowed: false,
        initial_value: '5',
        min_value: '1',
        max_value: '20',
      }),
      input(
        FIELDS.votes,
        'Votes at least',
        {
          type: 'number_input',
          action_id: FIELDS.votes,
          is_decimal_allowed: false,
          min_value: '1',
          max_value: '10000',
        },
        { optional: true, hint: 'Papers with fewer votes are left out.' },
      ),
      input(
        FIELDS.about,
        'About',
        {
          type: 'plain_text_input',
          action_id: FIELDS.about,
          max_length: LONGEST_TOPICS,
          placeholder: plain('agents, retrieval, "planning, search"'),
        },
        { optional: true, hint: 'Topics with commas between them; a topic with a comma in it goes in quotes.' },
      ),
      input(
        FIELDS.without,
        'Without',
        {
          type: 'plain_text_input',
          action_id: FIELDS.without,
          max_length: LONGEST_TOPICS,
          placeholder: plain('vision'),
        },
        { optional: true, hint: 'Papers that mention one of these are left out.' },
      ),
    ],
  };
}

function input(
  name: string,
  label: string,
  element: types.InputBlock['element'],
  { optional = false, hint }: { readonly optional?: boolean; readonly hint?: string } = {},
): types.InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label),
    element,
    ...(optional ? { optional } : {}),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
  };
}

function option([value, label]: readonly [string, string]): { text: types.PlainTextElement; value: string } {
  return { text: plain(label), value };
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text };
}
