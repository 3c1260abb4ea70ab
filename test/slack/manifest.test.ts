import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formatsModule from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../adapters/data-files.ts';
import { manifestText } from '../../adapters/slack/manifest/command.ts';
import { BOT_SCOPES } from '../../adapters/slack/manifest/scopes.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { UserError } from '../../src/errors.ts';

const SCHEMA = join(PROJECT_ROOT, '../shared/specs/slack-manifest.schema.json');
const OVER_HTTP = ['--url', 'https://paperboy.example.org/'];

const manifest = (args: readonly string[]) => JSON.parse(manifestText(args));

describe('the manifest', () => {
  test('in the repository is the one that is generated', () => {
    expect(readFileSync(join(PROJECT_ROOT, 'manifest.json'), 'utf8')).toBe(manifestText([]));
  });

  test.skipIf(!existsSync(SCHEMA))('is valid by Slack’s schema (skipped where the schema is not at hand)', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formatsModule.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    for (const args of [[], OVER_HTTP]) {
      validate(manifest(args));
      expect(validate.errors).toBeNull();
    }
    // the schema does look at what is in it
    expect(validate({ ...manifest([]), display_information: { name: 'x'.repeat(36) } })).toBe(false);
  });

  test('names every command in the usage hint', () => {
    const [command] = manifest([]).features.slash_commands;
    for (const { name } of COMMANDS) expect(command.usage_hint).toContain(name);
    expect(command).toMatchObject({ command: '/papers', should_escape: false });
    expect(command.usage_hint.length).toBeLessThanOrEqual(1000);
  });

  test('for Socket Mode has no address', () => {
    expect(manifest([]).settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(manifestText([])).not.toContain('http');
  });

  test('for HTTP sends everything to one address, and the installation to its own', () => {
    const { features, oauth_config, settings } = manifest(OVER_HTTP);
    const events = 'https://paperboy.example.org/slack/events';
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.event_subscriptions.request_url).toBe(events);
    expect(settings.interactivity.request_url).toBe(events);
    expect(features.slash_commands[0].url).toBe(events);
    expect(oauth_config.redirect_urls).toEqual(['https://paperboy.example.org/slack/oauth_redirect']);
  });

  test('asks for the scope that each event and method needs, and for no other', () => {
    const { oauth_config, settings } = manifest([]);
    const needed: Readonly<Record<string, readonly string[]>> = {
      app_mention: ['app_mentions:read'],
      'message.channels': ['channels:history'],
      'message.groups': ['groups:history'],
      'message.im': ['im:history'],
      reaction_added: ['reactions:read'],
      reaction_removed: ['reactions:read'],
      app_home_opened: [],
      app_uninstalled: [],
      tokens_revoked: [],
    };
    const events: readonly string[] = settings.event_subscriptions.bot_events;
    expect([...events].sort()).toEqual(Object.keys(needed).sort());
    // chat.postMessage, the same where the bot is no member, conversations.open, users.info, the slash command
    const byMethods = ['chat:write', 'chat:write.public', 'im:write', 'users:read', 'commands'];
    expect(oauth_config.scopes).toEqual({ bot: BOT_SCOPES });
    expect([...BOT_SCOPES].sort()).toEqual([...new Set([...Object.values(needed).flat(), ...byMethods])].sort());
  });

  test.each([
    ['http://paperboy.example.org'],
    ['https://paperboy.example.org/slack/events'],
    ['https://user@example.org'],
    ['paperboy.example.org'],
  ])('refuses %s as an address, and says what to write', (url) => {
    expect(() => manifestText(['--url', url])).toThrow(UserError);
    expect(() => manifestText(['--url', url])).toThrow(/begins with https:\/\//);
  });

  test('refuses an option that it does not know', () => {
    expect(() => manifestText(['--host', 'x'])).toThrow(/--url https:\/\/HOST/);
  });
});
