/** What a line typed into the terminal means. */
export type Line =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'followUp'; readonly thread: string | undefined; readonly text: string }
  | { readonly kind: 'unknownSlash'; readonly word: string }
  | { readonly kind: 'words'; readonly text: string };

/** `/papers ...`, `3: text` for thread 3, `> text` for the latest thread, `/quit`; all else is said to the bot directly. */
export function readLine(line: string): Line {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (/^(?:\/?(?:quit|exit)|:q)$/i.test(text)) return { kind: 'quit' };
  const command = /^\/papers?(?:\s+([\s\S]*))?$/i.exec(text);
  if (command) return { kind: 'command', text: command[1] ?? '' };
  const slash = /^\/([a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text);
  if (slash) return { kind: 'unknownSlash', word: slash[1] ?? '' };
  const numbered = /^(\d{1,6}):\s*([\s\S]*)$/.exec(text);
  if (numbered) return { kind: 'followUp', thread: numbered[1]!, text: numbered[2]! };
  const latest = /^>\s*([\s\S]*)$/.exec(text);
  if (latest) return { kind: 'followUp', thread: undefined, text: latest[1]! };
  return { kind: 'words', text };
}
