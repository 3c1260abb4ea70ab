/** What the bot asks a workspace for, and what for. Nothing here is asked for that nothing needs. */
const SCOPES = {
  commands: 'the slash command, the buttons and the form',
  'chat:write': 'answers and digests',
  'chat:write.public': 'digests in public channels that the bot was not invited to',
  'app_mentions:read': 'questions that mention it anywhere',
  'channels:history': 'replies in its threads, and its own posts after a crash, in public channels',
  'groups:history': 'the same in private channels',
  'im:history': 'direct messages',
  'im:write': 'a person’s notices, for which it opens the direct messages',
  'reactions:read': 'thumbs and other reactions to its posts, which count when papers are ranked',
  'users:read': 'a person’s time zone, and who may manage what others set up',
} as const;

export const BOT_SCOPES: readonly string[] = Object.keys(SCOPES).sort();
