import type { DiscordConfig } from './config-discord.ts';
import { inviteUrl, register } from './discord/commands/registration.ts';
import { createDiscordDoor, type DiscordDoor } from './discord/door.ts';
import { createDiscordApi } from './discord/rest/api.ts';
import { identify } from './discord/rest/identity.ts';
import { pause, type Service } from './service.ts';

/** @throws ConfigError where Discord does not know the token, or the server */
export async function discordDoor(
  { token, guildId, apiUrl }: DiscordConfig,
  { config, store, clock, log }: Service,
  onFatal: (message: string) => void,
): Promise<DiscordDoor> {
  const { applicationId, name } = await identify(token, apiUrl);
  const address = apiUrl === undefined ? {} : { apiUrl };
  const outcome = await register({
    token,
    ...address,
    applicationId,
    ...(guildId === undefined ? {} : { guildId }),
    log,
  });
  process.stderr.write(
    `Discord knows Paperboy as ${name}; its commands are ${outcome}. To invite it: ${inviteUrl(applicationId)}\n`,
  );
  const { events, callbacks } = store;
  return createDiscordDoor({
    token,
    applicationId,
    api: createDiscordApi({ token, ...address, log, clock }),
    apiUrl,
    events,
    callbacks,
    clock,
    time: store.time,
    alone: config.databaseUrl === undefined,
    log,
    messageContent: 'try',
    onFatal,
    sleep: pause,
  });
}
