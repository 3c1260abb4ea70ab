export type ArgumentValue = string | number | boolean;

/** A command and its arguments as data: what a typed command, a Discord option set and a pressed button all become. */
export interface Invocation {
  readonly command: string;
  readonly args: Readonly<Record<string, ArgumentValue>>;
}
