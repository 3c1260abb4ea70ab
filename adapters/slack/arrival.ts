import type { ArrivedEvent } from '../../src/stores.ts';
import { actionPayload, commandPayload, eventPayload, viewPayload, workspaceOf, workspaceOfEvent } from './payloads.ts';

export const SLACK = 'slack';

/** What Slack delivered once: the same however often it is delivered. */
export interface Delivery {
  readonly id: string;
  readonly workspace: string;
  /** It was taken up before by a process that did not finish it. */
  readonly replayed: boolean;
}

type Body = Readonly<Record<string, unknown>>;

/** What is written down of a payload, without the tokens in it. @returns undefined where it is none of those that are known */
export function arrivalOf(body: Body): ArrivedEvent | undefined {
  const source = sourceOf(body);
  if (source?.workspace === undefined) return undefined;
  const { token: _verification, bot_access_token: _access, ...kept } = body;
  return { adapter: SLACK, workspace: source.workspace, id: source.id, body: JSON.stringify(kept) };
}

function sourceOf(body: Body): { readonly id: string; readonly workspace: string | undefined } | undefined {
  const event = eventPayload.safeParse(body);
  if (event.success) return { id: event.data.event_id, workspace: workspaceOfEvent(event.data) };
  const command = commandPayload.safeParse(body);
  if (command.success) return { id: command.data.trigger_id, workspace: command.data.team_id };
  const action = actionPayload.safeParse(body);
  if (action.success && action.data.trigger_id !== undefined)
    return { id: action.data.trigger_id, workspace: workspaceOf(action.data) };
  const view = viewPayload.safeParse(body);
  if (!view.success) return undefined;
  // a form that is sent again after it was refused is the same view with the same hash
  const { id, hash = '' } = view.data.view;
  return { id: view.data.trigger_id ?? `${id} ${hash}`, workspace: workspaceOf(view.data) };
}
