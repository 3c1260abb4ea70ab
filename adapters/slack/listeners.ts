import type { App, Context } from '@slack/bolt';
import { parseSubscription } from '../../src/digest/subscribe-text.ts';
import type { Bot, Incoming, Log, User } from '../../src/ports.ts';
import type { CallbackStore } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { type Delivery, SLACK } from './arrival.ts';
import { buttonValues, readButton } from './buttons.ts';
import { homeView } from './forms/home.ts';
import { formErrors, readSubscribeForm } from './forms/submission.ts';
import { SUBSCRIBE_FORM, subscribeForm } from './forms/subscribe-form.ts';
import { commandDeed, type Deed, isDirect, LATEST, messageDeed, pressed } from './incoming.ts';
import {
  actionPayload,
  commandPayload,
  homeEvent,
  messageEvent,
  reactionEvent,
  revokedEvent,
  viewPayload,
} from './payloads.ts';
import { reactionDeed } from './reactions.ts';
import type { Asked, Replies } from './replies.ts';
import type { SlackApi } from './web/api.ts';

interface ListenersOptions {
  readonly api: SlackApi;
  readonly bot: Bot;
  readonly callbacks: CallbackStore;
  readonly replies: Replies;
  readonly onUninstall: (workspace: string) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
  readonly sleep: Sleep;
}

/** A person whose profile is slow to come is answered without it. */
const LONGEST_LOOKUP = 2_000;
/** A form can be opened for 3 s after the command. */
const LONGEST_LOOKUP_FOR_FORM = 800;
const HOUR = 3_600_000;
/** How far back an answer is looked for that may stand there already. */
const LOOK_BACK = 24 * HOUR;

/** What happens on what Slack tells: every payload is read, made into an Incoming, and answered. */
export function addListeners(app: App, options: ListenersOptions): void {
  const { api, bot, callbacks, replies, log } = options;

  app.command(/./, async ({ body, context }) => {
    const payload = commandPayload.parse(body);
    const { delivery, botUserId } = surroundings(context);
    const deed = commandDeed(payload, botUserId);
    const wantsForm = /^subscribe$/i.test(deed.text) && !delivery.replayed;
    if (wantsForm && (await openForm(deed, payload.user_id, payload.trigger_id))) return;
    await replies.answer(await asked(deed, payload.user_id, delivery, { responseUrl: payload.response_url }));
  });

  app.action(/./, async ({ body, context }) => {
    const payload = actionPayload.parse(body);
    const button = pressed(payload);
    const { delivery } = surroundings(context);
    if (button === undefined) return;
    const { workspace } = delivery;
    const channel = payload.channel?.id ?? (await api.direct(workspace, payload.user.id));
    const { thread, isPrivate } = button;
    const place = { adapter: SLACK, workspace, channel, ...(thread === undefined ? {} : { thread }) };
    const ways = { responseUrl: payload.response_url, threadTs: thread };
    const invocation = await readButton(button.value, callbacks);
    if (invocation === undefined) {
      const press: Deed = { id: delivery.id, place, kind: 'action', invocation: { command: 'help', args: {} } };
      log.info('A button was pressed that is not known.', { workspace });
      return replies.tell(
        await asked(press, payload.user.id, delivery, ways),
        'This button is too old for me to know what it does. Ask again with /papers, and its answer has new ones.',
      );
    }
    const isPage = typeof invocation.args['page'] === 'number';
    const deed: Deed = { id: delivery.id, place, kind: 'action', invocation };
    await replies.answer(
      await asked(deed, payload.user.id, delivery, { ...ways, isPage, inPlace: isPage && isPrivate }),
    );
  });

  const onMessage = async ({ event, context }: { event: unknown; context: Context }) => {
    const message = messageEvent.parse(event);
    const { delivery, botUserId } = surroundings(context);
    const deed = messageDeed(message, delivery.workspace, botUserId);
    if (deed === undefined || message.user === undefined) return;
    const { thread } = deed.place;
    const own = isDirect(deed.place) ? undefined : message.ts;
    const threadTs = thread === undefined || thread === LATEST ? own : thread;
    await replies.answer(
      await asked(deed, message.user, delivery, { threadTs, since: new Date(Number(message.ts) * 1000) }),
    );
  };
  app.event('message', onMessage);
  app.event('app_mention', onMessage);

  const onReaction = async ({ event, context }: { event: unknown; context: Context }) => {
    const reaction = reactionEvent.parse(event);
    const { delivery, botUserId } = surroundings(context);
    const deed = reactionDeed(reaction, delivery.id, delivery.workspace, botUserId);
    if (deed === undefined || (await isBot(delivery.workspace, reaction.user))) return;
    await bot.handle({ ...deed, user: { id: reaction.user, isAdmin: false }, event: delivery.id });
  };
  app.event('reaction_added', onReaction);
  app.event('reaction_removed', onReaction);

  app.view(SUBSCRIBE_FORM, async ({ ack, body, view, context }) => {
    const { user } = viewPayload.parse(body);
    const { delivery } = surroundings(context);
    const { channel, wish } = readSubscribeForm(view);
    const parsed = parseSubscription(wish, { defaultZone: undefined });
    if (parsed.kind !== 'ok') {
      const question = parsed.kind === 'ask' ? parsed.question : parsed.message;
      return ack({ response_action: 'errors', errors: formErrors(view, question) });
    }
    await ack();
    const place = { adapter: SLACK, workspace: delivery.workspace, channel };
    const invocation = { command: 'subscribe', args: { wish } };
    await replies.answer(await asked({ id: delivery.id, place, kind: 'action', invocation }, user.id, delivery, {}));
  });

  app.event('app_home_opened', async ({ event, context }) => {
    const { user, tab } = homeEvent.parse(event);
    if (tab !== 'home') return;
    const { workspace } = surroundings(context).delivery;
    const message = await bot.home({ adapter: SLACK, workspace, channel: '' }, await person(workspace, user));
    await api.publishHome(workspace, user, homeView(message, { value: await buttonValues(message, callbacks) }));
  });

  app.event('app_uninstalled', ({ context }) => options.onUninstall(surroundings(context).delivery.workspace));

  app.event('tokens_revoked', async ({ event, context }) => {
    if ((revokedEvent.parse(event).tokens.bot ?? []).length === 0) return;
    await options.onUninstall(surroundings(context).delivery.workspace);
  });

  interface Ways {
    readonly responseUrl?: string | undefined;
    readonly threadTs?: string | undefined;
    readonly isPage?: boolean;
    readonly inPlace?: boolean;
    /** No answer is older. */
    readonly since?: Date;
  }

  async function asked(deed: Deed, userId: string, delivery: Delivery, ways: Ways): Promise<Asked> {
    const user = await person(deed.place.workspace, userId);
    const incoming: Incoming = { ...deed, user, event: delivery.id };
    const { since = new Date(options.now().getTime() - LOOK_BACK), isPage = false, inPlace = false, ...others } = ways;
    return { incoming, isPage, inPlace, ...others, lookSince: delivery.replayed ? since : undefined };
  }

  async function person(workspace: string, id: string, ms = LONGEST_LOOKUP): Promise<User> {
    const lookup = api.person(workspace, id);
    if (!(await settlesWithin(lookup, ms, options.sleep))) return { id, isAdmin: false };
    const { timeZone, isAdmin } = await lookup;
    return { id, isAdmin, ...(timeZone === undefined ? {} : { timeZone }) };
  }

  /** Whoever is slow to be looked up is taken for a person. */
  async function isBot(workspace: string, id: string): Promise<boolean> {
    const lookup = api.person(workspace, id);
    return (await settlesWithin(lookup, LONGEST_LOOKUP, options.sleep)) && (await lookup).isBot;
  }

  /** @returns false where the person has to type it, as the form can't be opened */
  async function openForm({ place }: Deed, userId: string, triggerId: string): Promise<boolean> {
    try {
      const { timeZone } = await person(place.workspace, userId, LONGEST_LOOKUP_FOR_FORM);
      const form = subscribeForm(place.channel, timeZone === undefined ? {} : { timeZone });
      await api.openView(place.workspace, triggerId, form);
      return true;
    } catch (error) {
      log.info('A form could not be opened.', { error });
      return false;
    }
  }
}

function surroundings(context: Context): { readonly delivery: Delivery; readonly botUserId: string } {
  const delivery: Delivery = context['delivery'];
  return { delivery, botUserId: context.botUserId ?? '' };
}
