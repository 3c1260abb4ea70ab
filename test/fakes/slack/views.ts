import { isObject, listOf, objectOf, textOf } from '../values.ts';
import type { State, StoredView } from './state.ts';
import type { Ack, Json } from './types.ts';

/** A view as payloads carry it. */
export function viewJson(state: State, view: StoredView): Json {
  const workspace = state.workspaces.get(view.workspace);
  return {
    ...view.source,
    id: view.id,
    team_id: view.workspace,
    hash: view.hash,
    blocks: view.blocks,
    callback_id: view.callbackId,
    private_metadata: view.privateMetadata,
    root_view_id: view.id,
    previous_view_id: null,
    app_id: 'A0001',
    app_installed_team_id: view.workspace,
    bot_id: workspace?.botId ?? null,
    state: { values: {} },
  };
}

/**
 * What a person filled in, as Slack sends it: block_id -> action_id -> the element's value.
 * @throws Error where Slack would not let the person submit it
 */
export function stateOf(view: StoredView, values: Json): Json {
  const inputs = view.blocks.filter(isObject).filter((block) => block['type'] === 'input');
  for (const id of Object.keys(values))
    if (!inputs.some((block) => block['block_id'] === id)) throw new Error(`the modal has no input ${id}`);
  return Object.fromEntries(
    inputs.map((block) => {
      const element = objectOf(block['element']);
      const id = textOf(block['block_id']);
      const filled = fill(element, values[id]);
      if (block['optional'] !== true && isEmpty(filled)) throw new Error(`the modal wants ${id} to be filled in`);
      return [id, { [textOf(element['action_id'])]: { type: element['type'], ...filled } }];
    }),
  );
}

function isEmpty(filled: Json): boolean {
  return Object.values(filled).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

function fill(element: Json, given: unknown): Json {
  const type = textOf(element['type']);
  const text = (initial: string) => textOf(given ?? element[initial]) || null;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { value: checkText(element, text('initial_value')) };
    case 'timepicker':
      return { selected_time: text('initial_time') };
    case 'datepicker':
      return { selected_date: text('initial_date') };
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: given === undefined ? (element['initial_option'] ?? null) : option(element, given) };
    case 'multi_static_select':
    case 'checkboxes': {
      const chosen =
        given === undefined ? element['initial_options'] : listOf(given).map((one) => option(element, one));
      return { selected_options: listOf(chosen) };
    }
    case 'conversations_select':
      return { selected_conversation: text('initial_conversation') };
    case 'channels_select':
      return { selected_channel: text('initial_channel') };
    case 'users_select':
      return { selected_user: text('initial_user') };
    default:
      throw new Error(`the fake can't fill in a ${type}`);
  }
}

function option(element: Json, value: unknown): unknown {
  const grouped = listOf(element['option_groups']).flatMap((group) => listOf(objectOf(group)['options']));
  const found = [...listOf(element['options']), ...grouped].find((one) => objectOf(one)['value'] === value);
  if (found === undefined) throw new Error(`the modal has no option ${textOf(value)}`);
  return found;
}

function checkText(element: Json, text: string | null): string | null {
  if (text === null) return text;
  const longest = Number(element['max_length'] ?? 3000);
  const least = Number(element['min_length'] ?? 0);
  if (text.length > longest || text.length < least)
    throw new Error(`the modal does not take ${text.length} characters`);
  if (element['type'] !== 'number_input') return text;
  const number = Number(text);
  const inRange =
    number >= Number(element['min_value'] ?? -Infinity) && number <= Number(element['max_value'] ?? Infinity);
  const whole = element['is_decimal_allowed'] === true || Number.isInteger(number);
  if (Number.isNaN(number) || !inRange || !whole) throw new Error(`the modal does not take the number ${text}`);
  return text;
}

/** What became of a modal after its submission was acknowledged: closed, or open with errors. */
export function afterSubmission(state: State, view: StoredView, ack: Ack): void {
  const failed = ack.failed !== undefined || (ack.status !== undefined && ack.status !== 200);
  const body = objectOf(ack.body);
  if (body['response_action'] === 'errors') {
    const errors = Object.entries(objectOf(body['errors'])).map(([id, text]) => [id, textOf(text)] as const);
    view.errors = Object.fromEntries(errors);
    if (errors.length === 0) state.violation('view_submission: errors without any');
    for (const [id] of errors)
      if (!view.blocks.some((block) => objectOf(block)['block_id'] === id && objectOf(block)['type'] === 'input'))
        state.violation(`view_submission: an error for ${id}, which is no input`);
  } else if (!failed) {
    view.errors = {};
    view.open = false;
  }
  state.changed();
}
