import type { State, Workspace } from './state.ts';
import type { Json } from './types.ts';

/** What the methods need besides what Slack knows. */
export interface Surroundings {
  readonly appToken: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: () => string;
  /** How many Socket Mode connections are open. */
  readonly connections: () => number;
  /** Tells the bot of an event, as happens for its own messages too. */
  readonly tell: (workspace: string, event: Json) => void;
}

/** A call that says nothing of a workspace. */
interface OpenCall extends Surroundings {
  readonly state: State;
  readonly args: Json;
}

export interface MethodCall extends OpenCall {
  readonly workspace: Workspace;
}

/** A method of the Web API. `run` gives what stands in the answer besides `ok`, and throws Refusal. */
export type Method = {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly scope?: string;
} & (
  | { readonly token: 'bot'; readonly run: (call: MethodCall) => Json }
  | { readonly token: 'app' | 'none'; readonly run: (call: OpenCall) => Json }
);
