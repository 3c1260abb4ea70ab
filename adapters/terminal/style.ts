/** How the terminal shows what is more than plain characters. */
export interface Style {
  strong(text: string): string;
  emphasis(text: string): string;
  mark(text: string): string;
  code(text: string): string;
  dim(text: string): string;
  link(text: string, url: string): string;
}

const ESC = '\u001b';
const sgr = (on: number, off: number) => (text: string) => (text === '' ? '' : `${ESC}[${on}m${text}${ESC}[${off}m`);

/** For pipes and files: marks stand between asterisks, a link shows its address. */
export const PLAIN: Style = {
  strong: (text) => text,
  emphasis: (text) => text,
  mark: (text) => `*${text}*`,
  code: (text) => text,
  dim: (text) => text,
  link: (text) => text,
};

/** @param hyperlinks whether the terminal understands OSC 8 */
export function coloured(hyperlinks: boolean): Style {
  return {
    strong: sgr(1, 22),
    emphasis: sgr(3, 23),
    mark: (text) => `${ESC}[1;33m${text}${ESC}[22;39m`,
    code: sgr(36, 39),
    dim: sgr(2, 22),
    link: hyperlinks ? (text, url) => `${ESC}]8;;${url}${ESC}\\${text}${ESC}]8;;${ESC}\\` : (text) => text,
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Colours on a terminal only, and never with NO_COLOR (https://no-color.org). */
export function wantsColour(env: Environment, isTerminal: boolean): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** The terminals known to show OSC 8 links; the others show an address that most of them make clickable themselves. */
export function showsHyperlinks(env: Environment): boolean {
  return (
    ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper'].includes(env['TERM_PROGRAM'] ?? '') ||
    env['WT_SESSION'] !== undefined ||
    (env['TERM'] ?? '').includes('kitty') ||
    Number(env['VTE_VERSION'] ?? 0) >= 5000
  );
}
