import type { webApi } from '@slack/bolt';
import type { Clock } from '../../../src/ports.ts';

export interface SlackPerson {
  /** IANA name. */
  readonly timeZone?: string;
  /** Of the workspace. */
  readonly isAdmin: boolean;
  readonly isBot: boolean;
}

const HOUR = 3_600_000;
/** After this someone who could not be read is looked up again. */
const MINUTE = 60_000;
const MOST_KNOWN = 5_000;
const STRANGER: SlackPerson = { isAdmin: false, isBot: false };

type Lookup = (workspace: string, userId: string) => Promise<webApi.UsersInfoResponse>;

/** Who people are, asked for once an hour; a question that is under way is not asked a second time. */
export function createPeople(clock: Clock, lookup: Lookup): { person: (w: string, u: string) => Promise<SlackPerson> } {
  const known = new Map<string, { readonly person: Promise<SlackPerson>; until: number }>();

  return {
    person(workspace, userId) {
      const now = clock.now().getTime();
      const name = JSON.stringify([workspace, userId]);
      const cached = known.get(name);
      if (cached && cached.until > now) return cached.person;
      if (known.size >= MOST_KNOWN) known.clear();
      const person = lookup(workspace, userId).then(personOf, () => {
        entry.until = now + MINUTE;
        return STRANGER;
      });
      const entry = { person, until: now + HOUR };
      known.set(name, entry);
      return person;
    },
  };
}

function personOf({ user }: webApi.UsersInfoResponse): SlackPerson {
  return {
    ...(user?.tz ? { timeZone: user.tz } : {}),
    isAdmin: user?.is_admin === true || user?.is_owner === true,
    isBot: user?.is_bot === true,
  };
}
