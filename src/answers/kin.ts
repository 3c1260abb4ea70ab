import { WORD_FAMILIES } from './word-families.ts';

const NONE: ReadonlySet<string> = new Set();

const families = new Map<string, Set<string>>();
for (const family of WORD_FAMILIES.split(/\n| \| /)) {
  const members = family.split(' ');
  for (const member of members) families.set(member, new Set([...(families.get(member) ?? []), ...members]));
}

/** The stems of a stem's family, itself among them; none where it has no family. */
export function kinOf(stem: string): ReadonlySet<string> {
  return families.get(stem) ?? NONE;
}
