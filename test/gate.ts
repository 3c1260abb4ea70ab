import type { Bot } from '../src/ports.ts';

/** Something that waits until the test lets it go on. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A bot that takes its time. */
export function waitsFor(opened: () => Promise<void>): (bot: Bot) => Bot {
  return (bot) => ({
    ...bot,
    async handle(incoming) {
      await opened();
      return bot.handle(incoming);
    },
  });
}
