import { textOf } from '../values.ts';
import { checkUnfurls, readContent } from './content.ts';
import { addMessage } from './messages.ts';
import { Refusal } from './refusal.ts';
import { RESPONSE_URL_LIFE_MS, RESPONSE_URL_USES, type State, type StoredEphemeral, workspaceOf } from './state.ts';
import type { Json } from './types.ts';

const KNOWN = [
  'text',
  'blocks',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
  'metadata',
];

const isTrue = (value: unknown) => value === true || value === 'true';

/**
 * An answer to a command or a click. Only what was clicked on can be replaced or deleted; a command's answers can't,
 * each is a message of its own.
 * @throws Refusal used_url, expired_url; the answer is then a 404
 */
export function respond(state: State, id: string, args: Json): string {
  const url = state.responseUrls.get(id);
  if (url === undefined) throw new Refusal('invalid_url');
  if (state.now() - url.bornAt > RESPONSE_URL_LIFE_MS) throw new Refusal('expired_url');
  if (url.uses >= RESPONSE_URL_USES) throw new Refusal('used_url');
  url.uses += 1;
  for (const name of Object.keys(args))
    if (!KNOWN.includes(name)) state.violation(`response_url: unknown field ${name}`);

  const { origin } = url;
  if (isTrue(args['delete_original']) && origin !== undefined) {
    const all: unknown[] = origin.kind === 'message' ? state.messages : state.ephemerals;
    const at = all.indexOf(origin);
    if (at >= 0) all.splice(at, 1);
    return 'ok';
  }
  const content = readContent(state, 'response_url', args);
  if (isTrue(args['replace_original']) && origin !== undefined) {
    Object.assign(origin, content, { edited: true });
    return 'ok';
  }
  if (isTrue(args['replace_original']) || isTrue(args['delete_original']))
    state.violation('response_url: the answer of a command replaces nothing');
  const thread = textOf(args['thread_ts']);
  const workspace = workspaceOf(state, url.workspace);
  if (args['response_type'] === 'in_channel') {
    checkUnfurls(state, 'response_url', args);
    addMessage(state, {
      workspace: url.workspace,
      channel: url.channel,
      ...content,
      user: workspace.botUserId,
      byBot: true,
      ...(thread === '' ? {} : { threadTs: thread }),
    });
    return 'ok';
  }
  const shown: StoredEphemeral = {
    kind: 'ephemeral',
    workspace: url.workspace,
    channel: url.channel,
    user: url.user,
    ts: state.nextTs(),
    ...content,
    edited: false,
    ...(thread === '' ? {} : { threadTs: thread }),
  };
  state.ephemerals.push(shown);
  return 'ok';
}
