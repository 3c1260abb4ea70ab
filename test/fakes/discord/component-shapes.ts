import { all, anything, flag, list, matching, must, number, object, oneOf, type Shape, text } from '../shape.ts';
import { isObject, listOf } from '../values.ts';

const CUSTOM_ID = text(100);
const ID = { id: number };
const URL = matching(/^(?:https?|discord):\/\/[^\s]+$/, 'a well-formed URL', 512);
const LINK_STYLE = 5;

/** An object whose `type` number names its shape. */
function byNumber(shapes: Readonly<Record<number, Shape>>): Shape {
  return (value, path, problems) => {
    const type = isObject(value) ? Number(value['type']) : Number.NaN;
    const shape = shapes[type];
    if (shape === undefined) problems.push(`unsupported component type here: ${type} [json-pointer:${path}/type]`);
    else shape(value, path, problems);
  };
}

const emoji = object({}, { id: anything, name: text(100), animated: flag });
const button = all(
  object(
    { type: oneOf(2), style: oneOf(1, 2, 3, 4, 5) },
    { ...ID, custom_id: CUSTOM_ID, label: text(80), emoji, url: URL, disabled: flag },
  ),
  must((one) => one['label'] !== undefined || one['emoji'] !== undefined, 'a button needs a label or an emoji'),
  must(
    (one) =>
      one['style'] === LINK_STYLE
        ? one['url'] !== undefined && one['custom_id'] === undefined
        : one['custom_id'] !== undefined && one['url'] === undefined,
    'a link button has a url, any other a custom_id',
  ),
);

const option = object({ label: text(100), value: text(100) }, { description: text(100), emoji, default: flag });
const choosing = {
  ...ID,
  placeholder: text(150),
  min_values: number,
  max_values: number,
  disabled: flag,
  required: flag,
};
const stringSelect = all(
  object({ type: oneOf(3), custom_id: CUSTOM_ID, options: list(1, 25, option) }, choosing),
  must(
    (one) =>
      new Set(listOf(one['options']).map((each) => isObject(each) && each['value'])).size ===
      listOf(one['options']).length,
    'the values of options must be unique',
  ),
);
const entitySelect = (type: number) =>
  object(
    { type: oneOf(type), custom_id: CUSTOM_ID },
    { ...choosing, default_values: list(0, 25, anything), channel_types: list(0, 15, number) },
  );
const selects = {
  3: stringSelect,
  5: entitySelect(5),
  6: entitySelect(6),
  7: entitySelect(7),
  8: entitySelect(8),
};

const actionRow = all(
  object({ type: oneOf(1), components: list(1, 5, byNumber({ 2: button, ...selects })) }, ID),
  must((one) => {
    const kinds = listOf(one['components']).map((each) => (isObject(each) ? each['type'] : undefined));
    return kinds.every((kind) => kind === 2) || kinds.length === 1;
  }, 'a select menu stands alone in its row'),
);

const media = object({ url: matching(/^(?:https?|attachment):\/\/[^\s]+$/, 'a well-formed URL', 2048) });
const textDisplay = object({ type: oneOf(10), content: text(4000) }, ID);
const thumbnail = object({ type: oneOf(11), media }, { ...ID, description: text(1024), spoiler: flag });
const section = object(
  {
    type: oneOf(9),
    components: list(1, 3, byNumber({ 10: textDisplay })),
    accessory: byNumber({ 2: button, 11: thumbnail }),
  },
  ID,
);
const gallery = object(
  { type: oneOf(12), items: list(1, 10, object({ media }, { description: text(1024), spoiler: flag })) },
  ID,
);
const separator = object({ type: oneOf(14) }, { ...ID, divider: flag, spacing: oneOf(1, 2) });
const inContainer = { 1: actionRow, 9: section, 10: textDisplay, 12: gallery, 14: separator };
const container = object(
  { type: oneOf(17), components: list(1, 40, byNumber(inContainer)) },
  { ...ID, accent_color: number, spoiler: flag },
);

/** The components of a message without the flag IS_COMPONENTS_V2. */
export const rows = list(0, 5, byNumber({ 1: actionRow }));
/** Those of a message with it. */
export const displayed = list(1, 40, byNumber({ ...inContainer, 17: container }));

const input = (label: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}) =>
  object(
    { type: oneOf(4), custom_id: CUSTOM_ID, style: oneOf(1, 2), ...label },
    {
      ...ID,
      ...optional,
      min_length: number,
      max_length: number,
      required: flag,
      value: text(4000, 0),
      placeholder: text(100, 0),
    },
  );
const labelled = object(
  {
    type: oneOf(18),
    label: text(45),
    component: byNumber({ 4: input({}), ...selects }),
  },
  { ...ID, description: text(100) },
);
const inputRow = object({ type: oneOf(1), components: list(1, 1, byNumber({ 4: input({ label: text(45) }) })) }, ID);

/** What a modal may be. */
export const modal = object({
  custom_id: CUSTOM_ID,
  title: text(45),
  components: list(1, 5, byNumber({ 1: inputRow, 10: textDisplay, 18: labelled })),
});

/** All components, the outer ones before those in them. */
export function allComponents(components: unknown): readonly Readonly<Record<string, unknown>>[] {
  return listOf(components)
    .filter(isObject)
    .flatMap((one) => [
      one,
      ...allComponents(one['components']),
      ...allComponents(one['accessory'] === undefined ? [] : [one['accessory']]),
      ...allComponents(one['component'] === undefined ? [] : [one['component']]),
    ]);
}

/** Problems of custom ids that are used twice in a message or modal. */
export function repeatedIds(components: unknown): readonly string[] {
  const ids = allComponents(components)
    .map((one) => one['custom_id'])
    .filter((id) => id !== undefined);
  return ids
    .filter((id, at) => ids.indexOf(id) !== at)
    .map((id) => `Component custom id cannot be duplicated: ${String(id)} [json-pointer:/components]`);
}
