import {
  all,
  anything,
  byType,
  flag,
  list,
  matching,
  must,
  number,
  object,
  oneOf,
  type Shape,
  text,
  url,
} from '../shape.ts';
import { isObject, listOf } from '../values.ts';

const ID = text(255);

/** @param most UTF-16 units */
export function plainText(most: number): Shape {
  return object({ type: oneOf('plain_text'), text: text(most) }, { emoji: flag });
}

function mrkdwn(most: number): Shape {
  return object({ type: oneOf('mrkdwn'), text: text(most) }, { verbatim: flag });
}

export function textObject(most: number): Shape {
  return byType(() => ({ plain_text: plainText(most), mrkdwn: mrkdwn(most) }));
}

const confirm = object(
  { text: textObject(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

function option(label: Shape): Shape {
  return object({ text: label, value: text(150) }, { description: plainText(75), url });
}

const plainOption = option(plainText(75));
const anyOption = option(textObject(75));
const actionable = { action_id: ID, confirm };
const focusable = { ...actionable, focus_on_load: flag };
const placeable = { ...focusable, placeholder: plainText(150) };
const dispatching = {
  ...placeable,
  dispatch_action_config: object({
    trigger_actions_on: list(1, 2, oneOf('on_enter_pressed', 'on_character_entered')),
  }),
};
const optionSource = {
  options: list(1, 100, plainOption),
  option_groups: list(1, 100, object({ label: plainText(75), options: list(1, 100, plainOption) })),
};

/** What is chosen from the start is one of the options. */
const initialIsOption = must((element) => {
  const groups = listOf(element['option_groups']).flatMap((group) => (isObject(group) ? listOf(group['options']) : []));
  const options = [...listOf(element['options']), ...groups].map((one) => JSON.stringify(one));
  const initial = [element['initial_option'], ...listOf(element['initial_options'])].filter((one) => one !== undefined);
  return initial.every((one) => options.includes(JSON.stringify(one)));
}, 'initial option must be one of the options');
const oneSource = must(
  (element) => (element['options'] === undefined) !== (element['option_groups'] === undefined),
  'must have either options or option_groups',
);

const type = (name: string) => ({ type: oneOf(name) });

const button = object(
  { ...type('button'), text: plainText(75) },
  {
    ...actionable,
    value: text(2000),
    url,
    style: oneOf('primary', 'danger'),
    accessibility_label: text(75),
  },
);

const image = all(
  object({ ...type('image'), alt_text: text(2000) }, { image_url: url, slack_file: anything }),
  must((one) => (one['image_url'] === undefined) !== (one['slack_file'] === undefined), 'must have one source'),
);

const overflow = object({ ...type('overflow'), options: list(1, 5, plainOption) }, actionable);
const staticSelect = all(
  object(type('static_select'), { ...placeable, ...optionSource, initial_option: plainOption }),
  oneSource,
  initialIsOption,
);
const multiStaticSelect = all(
  object(type('multi_static_select'), {
    ...placeable,
    ...optionSource,
    initial_options: list(1, 100, plainOption),
    max_selected_items: number,
  }),
  oneSource,
  initialIsOption,
);
const radioButtons = all(
  object({ ...type('radio_buttons'), options: list(1, 10, anyOption) }, { ...focusable, initial_option: anyOption }),
  initialIsOption,
);
const checkboxes = all(
  object(
    { ...type('checkboxes'), options: list(1, 10, anyOption) },
    { ...focusable, initial_options: list(1, 10, anyOption) },
  ),
  initialIsOption,
);
const timepicker = object(type('timepicker'), {
  ...placeable,
  initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
  timezone: text(100),
});
const datepicker = object(type('datepicker'), {
  ...placeable,
  initial_date: matching(/^\d{4}-\d\d-\d\d$/, 'YYYY-MM-DD'),
});
const conversationsSelect = object(type('conversations_select'), {
  ...placeable,
  initial_conversation: ID,
  default_to_current_conversation: flag,
  response_url_enabled: flag,
  filter: anything,
});
const channelsSelect = object(type('channels_select'), {
  ...placeable,
  initial_channel: ID,
  response_url_enabled: flag,
});
const usersSelect = object(type('users_select'), { ...placeable, initial_user: ID });
const plainTextInput = object(type('plain_text_input'), {
  ...dispatching,
  initial_value: text(3000, 0),
  multiline: flag,
  min_length: number,
  max_length: number,
});
const numberInput = object(
  { ...type('number_input'), is_decimal_allowed: flag },
  { ...dispatching, initial_value: text(100), min_value: text(100), max_value: text(100) },
);
const emailInput = object(type('email_text_input'), { ...dispatching, initial_value: text(3000, 0) });
const urlInput = object(type('url_text_input'), { ...dispatching, initial_value: text(3000, 0) });

const choosing = {
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  radio_buttons: radioButtons,
  checkboxes,
  timepicker,
  datepicker,
  conversations_select: conversationsSelect,
  channels_select: channelsSelect,
  users_select: usersSelect,
};

export const inActions = byType(() => ({ button, overflow, ...choosing }));
export const inAccessory = byType(() => ({ button, overflow, image, ...choosing }));
export const inInput = byType(() => ({
  ...choosing,
  plain_text_input: plainTextInput,
  number_input: numberInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
}));
export const inContext = byType(() => ({ image, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) }));
