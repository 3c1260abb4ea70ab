import type { Dispatch } from './gateway.ts';
import type { State } from './state.ts';
import type { Json } from './types.ts';

/** A call as its route sees it. */
export interface RouteCall {
  readonly state: State;
  /** `POST /channels/:channel/messages` */
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly tell: (event: Dispatch) => void;
  readonly gatewayUrl: () => string;
  readonly identifies: () => number;
}

/** A route of the REST interface. `run` gives the answer (undefined: 204), and throws DiscordError. */
export interface Route {
  /** With the bot's token, or with the token of an interaction in its path. */
  readonly auth: 'bot' | 'none';
  readonly run: (call: RouteCall) => Json | readonly Json[] | undefined;
  /** 200, or 204 where there is no answer, unless told. */
  readonly status?: number;
}

/** By method and template, as `GET /channels/:channel`. */
export type Routes = Readonly<Record<string, Route>>;
