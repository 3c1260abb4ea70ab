import type { SubscriptionStore } from '../digest/subscription.ts';
import type { Library } from '../library.ts';
import type { ArgumentValue, Invocation } from '../messages/invocation.ts';
import type { Clock, Place, Reply, User } from '../ports.ts';
import type { SignalStore } from '../stores.ts';

interface OptionBase {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

/**
 * What a command can be given. At most one option of a command is `text` or `paper`: typed, it takes all the words
 * that are left; the others are typed as `--name value`, a `flag` as `--name`. A choice, and a flag that is `bare`, may
 * also be typed as one of the first words, without the dashes.
 */
export type Option = OptionBase &
  (
    | { readonly kind: 'text' }
    | { readonly kind: 'paper' }
    | { readonly kind: 'integer'; readonly min: number; readonly max: number }
    | { readonly kind: 'flag'; readonly bare?: true }
    | {
        readonly kind: 'choice';
        /** The first is meant where none is given. */
        readonly choices: readonly [string, ...string[]];
        /** Other words for them, in lower case, and which they mean. */
        readonly synonyms?: Readonly<Record<string, string>>;
      }
  );

/** One row of the command table, from which parsing, help, completion and every platform's registration are derived. */
export interface Command {
  readonly name: string;
  /** One sentence, at most 100 characters. */
  readonly summary: string;
  readonly examples: readonly string[];
  /** More that `help` says of it, a paragraph each. */
  readonly notes?: readonly string[];
  readonly options: readonly Option[];
  /** Changes something, so that a mistyped name is asked back rather than guessed. */
  readonly changes: boolean;
  /** @throws UserError where what is asked for cannot be done */
  run(args: Arguments, context: Context): Promise<Reply>;
}

/** What a command may use. */
export interface Context {
  readonly place: Place;
  readonly user: User;
  readonly clock: Clock;
  readonly library: Library;
  readonly subscriptions: SubscriptionStore;
  readonly signals: SignalStore;
  readonly commands: readonly Command[];
  /** It was begun before, and a crash came between: what it changes may be changed already. */
  readonly isAgain: boolean;
}

/** The arguments of an invocation after they were checked against the command's options. */
export interface Arguments {
  text(name: string): string;
  integer(name: string, otherwise: number): number;
  flag(name: string): boolean;
}

export function argumentsOf(invocation: Invocation): Arguments {
  const value = (name: string): ArgumentValue | undefined => invocation.args[name];
  return {
    text: (name) => String(value(name) ?? ''),
    integer: (name, otherwise) => {
      const given = value(name);
      return typeof given === 'number' ? given : otherwise;
    },
    flag: (name) => value(name) === true,
  };
}

/** The option that takes the words of a typed command. */
export function positional(command: Command): Option | undefined {
  return command.options.find((option) => option.kind === 'text' || option.kind === 'paper');
}
