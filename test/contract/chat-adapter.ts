import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Library } from '../../src/library.ts';
import type { Message } from '../../src/messages/message.ts';
import type { TeamSignals } from '../../src/papers/signal.ts';
import type { ChatAdapter, Place } from '../../src/ports.ts';

/** A door with the whole bot behind it, as the people in front of it see it. */
export interface Door {
  readonly adapter: ChatAdapter;
  /** The channel in which all this happens. */
  readonly channel: Place;
  /** Types a command, without its slash name, and gives what is then seen. */
  command(text: string): Promise<string>;
  /** Writes in the latest thread and gives what is then seen there. */
  inThread(text: string): Promise<string>;
  /** Presses a button of the last answer by its label and, where it belongs to one of several papers, its number. */
  press(label: string, number?: number): Promise<string>;
  /** What the last `post` shows. */
  lastPost(): string;
  /** Puts 👍 on the last answer that is for all, or takes it back, and waits until that is worked on. */
  thumb(added: boolean): Promise<void>;
  /** What the team is known to have made of papers. */
  team(): Promise<TeamSignals>;
}

export interface DoorDescriptor {
  readonly name: string;
  open(library?: Library): Promise<Door>;
  /** Abilities that the platform does not have, each with the reason. */
  readonly without: Partial<Record<'find after a restart' | 'reactions', string>>;
}

const DIGEST: Message = {
  summary: 'Papers for Monday',
  blocks: [
    { kind: 'heading', text: 'Papers for Monday' },
    { kind: 'paper', number: 1, title: 'Kimi-VL Technical Report', why: ['41 votes'], links: [], buttons: [] },
  ],
};

/** What every chat door does alike. */
export function testChatAdapter(descriptor: DoorDescriptor, hostileLibrary: (text: string) => Library): void {
  describe(`${descriptor.name}, as every door,`, () => {
    let door: Door;
    beforeEach(async () => {
      door = await descriptor.open();
    });
    afterEach(async () => {
      await door.adapter.stop();
    });

    test('answers a typed command', async () => {
      expect(await door.command('search kimi-vl')).toContain('Kimi-VL Technical Report');
    });

    test('answers on in the thread of an answer', async () => {
      await door.command('show kimi-vl');
      expect(await door.inThread('how many parameters are active?')).toContain('2.8B');
    });

    test('has buttons that work', async () => {
      await door.command('search kimi-vl');
      expect(await door.press('Abstract', 1)).toContain('Code and models are publicly accessible');
    });

    test('tells a person what to do where the input is wrong', async () => {
      expect(await door.command('show there-is-no-such-paper')).toMatch(/No paper here is called .* Try/);
    });

    test('posts a digest and finds it again by its key', async () => {
      const posted = await door.adapter.post(door.channel, DIGEST, 'delivery-1');
      expect(door.lastPost()).toContain('Kimi-VL Technical Report');
      expect(door.lastPost()).toContain('41 votes');
      expect(await door.adapter.find(door.channel, 'delivery-1', new Date(0))).toEqual(posted);
      expect(await door.adapter.find(door.channel, 'delivery-2', new Date(0))).toBeUndefined();
    });

    test('shows text from outside as text', async () => {
      await door.adapter.stop();
      for (const text of [
        '\u001b[31mred\u001b]8;;http://x\u0007',
        '<!channel> &amp; <@U1>',
        '@everyone [x](http://y)',
      ]) {
        door = await descriptor.open(hostileLibrary(text));
        const seen = await door.command('show hostile');
        expect(seen).not.toContain('\u001b');
        expect(seen).toContain('Hostile');
        await door.adapter.stop();
      }
    });

    const unmoved = descriptor.without.reactions;
    test.skipIf(unmoved !== undefined)(
      `counts a thumb on what it shows, until it is taken back${unmoved ? ` (not here: ${unmoved})` : ''}`,
      async () => {
        await door.command('share show kimi-vl');
        const liked = async () => (await door.team()).get('kimi-vl-technical-report');
        await door.thumb(true);
        expect(await liked()).toEqual({ shared: 1, liked: 1 });
        await door.thumb(false);
        expect(await liked()).toEqual({ shared: 1 });
      },
    );

    const reason = descriptor.without['find after a restart'];
    test.skipIf(reason !== undefined)(
      `finds a digest after a restart${reason ? ` (not here: ${reason})` : ''}`,
      async () => {
        const posted = await door.adapter.post(door.channel, DIGEST, 'delivery-3');
        await door.adapter.stop();
        door = await descriptor.open();
        expect(await door.adapter.find(door.channel, 'delivery-3', new Date(0))).toEqual(posted);
      },
    );
  });
}
