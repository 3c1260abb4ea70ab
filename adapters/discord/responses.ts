import {
  type APIInteractionResponse,
  DiscordAPIError,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  type RouteLike,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { RenderedDiscord } from './render/message.ts';
import { discordError } from './rest/errors.ts';

/** For one call, in milliseconds. The first response has 3 s, and a late one is of no use. */
const DEADLINE = 8_000;
const DEADLINE_OF_FIRST = 2_500;
/** Discord's codes where an interaction's token is dead: after 15 min, or without a first response in 3 s. */
const DEAD: readonly unknown[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
];
const ANSWERED: unknown = RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** The interaction can't be answered any more. */
export class ResponseExpired extends Error {
  override readonly name = 'ResponseExpired';
}

/** What an interaction's token reaches. Errors hold no token. */
export interface Responses {
  /** The first response. @returns false where it comes too late; a second one counts as given. @throws where it is in doubt */
  first(
    interaction: { readonly id: string; readonly token: string },
    response: APIInteractionResponse,
  ): Promise<boolean>;
  /**
   * Replaces the deferred response, or the message whose button was pressed; where that is gone, one person sees it anew.
   *
   * @returns the message's id
   * @throws ResponseExpired
   */
  edit(token: string, body: RenderedDiscord): Promise<string>;
  /** One more message. @returns its id @throws ResponseExpired */
  followUp(token: string, body: RenderedDiscord, isPrivate: boolean): Promise<string>;
  /** Takes the deferred response away, where it is still there. @throws ResponseExpired */
  remove(token: string): Promise<void>;
}

interface ResponsesOptions {
  readonly applicationId: string;
  readonly apiUrl?: string | undefined;
}

const posted = z.object({ id: z.string() });

/** An interaction's own endpoints need no permissions and no token of the bot, and have no part in its global pace. */
export function createResponses({ applicationId, apiUrl }: ResponsesOptions): Responses {
  const options = { ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }), retries: 0 };
  const firsts = new REST({ ...options, timeout: DEADLINE_OF_FIRST });
  const others = new REST({ ...options, timeout: DEADLINE });

  async function call<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DiscordAPIError && DEAD.includes(error.code))
        throw new ResponseExpired(`${name} is too late.`);
      throw discordError(name, error, true);
    }
  }

  const original = (token: string): RouteLike => Routes.webhookMessage(applicationId, token, '@original');

  async function followUp(token: string, body: RenderedDiscord, isPrivate: boolean): Promise<string> {
    const flags = (body.flags ?? 0) | (isPrivate ? MessageFlags.Ephemeral : 0);
    const sent = { body: { ...body, flags }, auth: false, query: new URLSearchParams({ wait: 'true' }) };
    return posted.parse(await call('A followup', () => others.post(Routes.webhook(applicationId, token), sent))).id;
  }

  return {
    async first({ id, token }, response) {
      try {
        await call('A first response', () =>
          firsts
            .post(Routes.interactionCallback(id, token), { body: response, auth: false })
            .catch((error: unknown) => {
              if (!(error instanceof DiscordAPIError && error.code === ANSWERED)) throw error;
            }),
        );
        return true;
      } catch (error) {
        if (error instanceof ResponseExpired) return false;
        throw error;
      }
    },
    async edit(token, body) {
      const answer = await call('An answer', () =>
        others.patch(original(token), { body, auth: false }).catch((error: unknown) => {
          if (!isGone(error)) throw error;
        }),
      );
      return answer === undefined ? followUp(token, body, true) : posted.parse(answer).id;
    },
    followUp,
    async remove(token) {
      await call('Taking a response away', () =>
        others.delete(original(token), { auth: false }).catch((error: unknown) => {
          if (!isGone(error)) throw error;
        }),
      );
    },
  };
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}
