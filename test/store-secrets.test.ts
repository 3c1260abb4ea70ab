import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretBox } from '../adapters/store/secret-box.ts';
import { openStore } from '../adapters/store/store.ts';
import { ENGINES, type Ground, MONDAY_8, titleOf } from './contract/store-engines.ts';

const OLD = 'the secret of last year';
const NEW = 'the secret of this year';
const TOKEN = 'a token that opens the workspace';
const installation = { adapter: 'slack', workspace: 'T1', installedBy: 'U1', details: { bot: 'B1' }, token: TOKEN };

describe('a secret box', () => {
  test('opens what it sealed, for the row it was sealed for', () => {
    const box = secretBox(NEW);
    const sealed = box.seal(TOKEN, 'row 1');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(box.open(sealed, 'row 1')).toBe(TOKEN);
    expect(() => box.open(sealed, 'row 2')).toThrow('tampered with');
    expect(box.seal(TOKEN, 'row 1')).not.toBe(sealed);
  });

  test('does not open what was changed', () => {
    const box = secretBox(NEW);
    const sealed = box.seal(TOKEN, 'row 1');
    const [version, key, iv, body] = sealed.split('.') as [string, string, string, string];
    const flipped = Buffer.from(body, 'base64url').map((byte, i) => (i === 3 ? byte ^ 1 : byte));
    const changed = [version, key, iv, Buffer.from(flipped).toString('base64url')].join('.');
    expect(() => box.open(changed, 'row 1')).toThrow('tampered with');
    for (const nonsense of ['', 'v1', `v2.${key}.${iv}.${body}`, `${version}.${key}.${iv}.AAAA`, `${sealed}.x`])
      expect(() => box.open(nonsense, 'row 1'), nonsense).toThrow('not in a form');
  });

  test('opens what an earlier secret sealed, as long as that is in the list', () => {
    const sealed = secretBox(OLD).seal(TOKEN, 'row 1');
    const both = secretBox(`${NEW}, ${OLD}`);
    expect(both.open(sealed, 'row 1')).toBe(TOKEN);
    expect(both.isStale(sealed)).toBe(true);
    expect(both.isStale(both.seal(TOKEN, 'row 1'))).toBe(false);
    expect(() => secretBox(NEW).open(sealed, 'row 1')).toThrow(
      /encrypted with another secret \(key [0-9a-f]{8}\)\. Add that secret to the end of PAPERBOY_SECRET/,
    );
  });

  test('takes no secret that is easily guessed, and does not repeat it', () => {
    expect(() => secretBox('hunter2')).toThrow(/only 7 characters/);
    expect(() => secretBox('hunter2')).not.toThrow(/hunter2/);
    expect(() => secretBox(' , ')).toThrow(/PAPERBOY_SECRET is empty/);
  });
});

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`installations on ${titleOf(engine)}`, () => {
    let ground: Ground;
    beforeEach(async () => {
      ground = await engine.ground();
    });
    afterEach(() => ground.clear());

    test('come back as they were, until they are removed', async () => {
      const { installations } = await ground.open({ secret: NEW });
      await installations.save({ ...installation, token: 'an older token' });
      await installations.save(installation);
      await installations.save({ ...installation, workspace: 'T2' });
      await installations.save({ ...installation, adapter: 'discord' });
      expect(await installations.load('slack', 'T1')).toEqual(installation);
      expect((await installations.list('slack')).map(({ workspace }) => workspace)).toEqual(['T1', 'T2']);
      expect(await installations.remove('slack', 'T1')).toBe(true);
      expect(await installations.remove('slack', 'T1')).toBe(false);
      expect(await installations.load('slack', 'T1')).toBeUndefined();
    });

    test('are sealed again with the current secret when they are read', async () => {
      await (await ground.open({ secret: OLD })).installations.save(installation);
      await expect((await ground.open({ secret: NEW })).installations.load('slack', 'T1')).rejects.toThrow(
        'another secret',
      );
      const rotating = await ground.open({ secret: `${NEW},${OLD}` });
      expect(await rotating.installations.load('slack', 'T1')).toEqual(installation);
      expect(await (await ground.open({ secret: NEW })).installations.load('slack', 'T1')).toEqual(installation);
    });

    test('need a secret', async () => {
      const { installations } = await ground.open();
      await expect(installations.save(installation)).rejects.toThrow('PAPERBOY_SECRET must be set');
    });
  });
}

test('a copy of the folder does not give the tokens away', async () => {
  const home = await mkdtemp(join(tmpdir(), 'paperboy-secrets-'));
  const store = await openStore({ home, secret: NEW, clock: { now: () => new Date(MONDAY_8) } });
  await store.installations.save(installation);
  await store.close();
  const files = await readdir(home);
  expect(files).toContain('paperboy.db');
  for (const file of files) expect(readFileSync(join(home, file)).includes(TOKEN), file).toBe(false);
  await rm(home, { recursive: true });
});
