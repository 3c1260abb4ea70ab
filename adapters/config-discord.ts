import { z } from 'zod';

/** How Paperboy is reached by Discord. */
export interface DiscordConfig {
  readonly token: string;
  /** The one server in which the commands are registered, at once; everywhere without it. */
  readonly guildId?: string;
  /** Instead of Discord's own. */
  readonly apiUrl?: string;
}

export const DISCORD_VARIABLES = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .regex(
      /^[\w.~+/=-]+$/,
      'DISCORD_TOKEN must be a bot token, letters and digits with dots between them: copy it from “Bot” of your application at https://discord.com/developers/applications.',
    )
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .trim()
    .regex(
      /^\d{17,20}$/,
      'DISCORD_GUILD_ID must be the id of a server, 17 to 20 digits: “Copy Server ID” in its menu, with Developer Mode on.',
    )
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'DISCORD_API_URL must be an address such as https://discord.com/api.' })
    .optional(),
});

type Variables = z.infer<typeof DISCORD_VARIABLES>;

/**
 * What the variables come to together. `DISCORD_API_URL` alone asks for nothing.
 *
 * @returns undefined where Discord was not asked for; else the configuration, or what is missing for it
 */
export function discordConfig({
  DISCORD_TOKEN: token,
  DISCORD_GUILD_ID: guildId,
  DISCORD_API_URL: apiUrl,
}: Variables): { readonly config: DiscordConfig } | { readonly problems: readonly string[] } | undefined {
  if (token === undefined) {
    if (guildId === undefined) return undefined;
    return {
      problems: [
        'For Discord, set DISCORD_TOKEN: copy it from “Bot” of your application at https://discord.com/developers/applications.',
      ],
    };
  }
  return {
    config: {
      token,
      ...(guildId === undefined ? {} : { guildId }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    },
  };
}
