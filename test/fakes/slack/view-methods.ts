import { isObject, listOf, objectOf, textOf } from '../values.ts';
import { withBlockIds } from './content.ts';
import { liveSequences } from './live.ts';
import type { Method, MethodCall } from './method.ts';
import { Refusal, refusalWith } from './refusal.ts';
import { homeKey, type State, type StoredView, TRIGGER_LIFE_MS } from './state.ts';
import type { Json } from './types.ts';
import { checkView } from './view-limits.ts';
import { viewJson } from './views.ts';

/** Who did what the trigger stands for. @throws Refusal invalid_trigger_id, exchanged_trigger_id, expired_trigger_id */
function useTrigger(state: State, id: string): string {
  const trigger = state.triggers.get(id);
  if (trigger === undefined) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (state.now() - trigger.bornAt > TRIGGER_LIFE_MS) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

/** The view of a call. @throws Refusal invalid_arguments, with what is wrong where */
function readView({ state, args }: MethodCall, method: string, type: 'modal' | 'home'): Json {
  const view = args['view'];
  const problems = isObject(view) ? checkView(view, type) : ['the view is no object [json-pointer:/view]'];
  if (!isObject(view) || problems.length > 0) {
    state.violation(`${method}: ${problems.join('; ')}`);
    throw refusalWith('invalid_arguments', problems);
  }
  for (const sequence of liveSequences('', listOf(view['blocks']))) state.live.push({ ...sequence, method });
  return view;
}

/** What of a view changes when it is updated. */
function contentOf(state: State, view: Json) {
  return {
    hash: state.nextId('hash'),
    callbackId: textOf(view['callback_id']),
    privateMetadata: textOf(view['private_metadata']),
    title: textOf(objectOf(view['title'])['text']),
    blocks: withBlockIds(state, listOf(view['blocks'])),
    source: view,
    errors: {},
  };
}

function changed(state: State, view: StoredView): Json {
  state.changed();
  return { view: viewJson(state, view) };
}

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': {
    token: 'bot',
    required: ['trigger_id', 'view'],
    optional: [],
    run(call) {
      const { state, workspace } = call;
      const person = useTrigger(state, textOf(call.args['trigger_id']));
      const source = readView(call, 'views.open', 'modal');
      const view: StoredView = {
        kind: 'view',
        type: 'modal',
        workspace: workspace.id,
        id: state.nextId('V'),
        user: person,
        open: true,
        ...contentOf(state, source),
      };
      state.views.push(view);
      return changed(state, view);
    },
  },
  'views.update': {
    token: 'bot',
    required: ['view'],
    optional: ['view_id', 'external_id', 'hash'],
    run(call) {
      const { state, workspace, args } = call;
      const view = state.views.find((one) => one.workspace === workspace.id && one.id === textOf(args['view_id']));
      if (view === undefined || !view.open) throw new Refusal('not_found');
      if (args['hash'] !== undefined && args['hash'] !== view.hash) throw new Refusal('hash_conflict');
      Object.assign(view, contentOf(state, readView(call, 'views.update', 'modal')));
      return changed(state, view);
    },
  },
  'views.publish': {
    token: 'bot',
    required: ['user_id', 'view'],
    optional: ['hash'],
    run(call) {
      const { state, workspace, args } = call;
      const user = textOf(args['user_id']);
      if (!workspace.people.has(user)) throw new Refusal('invalid_arguments');
      const key = homeKey(state, workspace.id, user);
      const before = state.homes.get(key);
      if (args['hash'] !== undefined && args['hash'] !== before?.hash) throw new Refusal('hash_conflict');
      const content = contentOf(state, readView(call, 'views.publish', 'home'));
      const own = { workspace: workspace.id, id: before?.id ?? state.nextId('V'), user, open: true };
      const home: StoredView = { kind: 'view', type: 'home', ...own, ...content };
      state.homes.set(key, home);
      return changed(state, home);
    },
  },
};
