import { stemmer } from 'stemmer';

/** Lucene's English stop words and SMART's; dropped before a text is embedded. */
const STOP_WORDS = new Set(
  `a about above across after again against all almost along already also although always am among an and another any
are around as at away back be became because become been before behind being between both but by can cannot come could
did do does done down during each either else enough etc even ever every few find for from further get give given go
had has have having he her here hers him his how however i if in indeed instead into is it its itself just keep kind
know last least less let like made make many may me might mine more most much must my myself need neither never next no
none nor not nothing now of off often on once one only onto or other others our ours out over own per perhaps please
quite rather really same say see seem seemed seems several shall she should show since so some something still such
take than that the their theirs them themselves then there therefore these they thing this those though through thus to
together too toward under until up upon us use used using very via want was way we well were what whatever when where
whether which while who whom whose why will with within without would yet you your`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}]+(?:(?<=\p{L})['’.](?=\p{L})[\p{L}\p{N}]+|(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}]+)*/gu;

/**
 * The tokens on which a semantic table is trained and read: lower case, possessive dropped, dotted words split
 * unless they hold a digit, stop words dropped, Porter stems of plain words. Table and texts only fit together
 * as long as this gives the same tokens, so a change here means training anew.
 */
export function semanticTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const match of text.toLowerCase().match(WORD) ?? []) {
    const word = match.replace(/['’]s$/, '');
    const parts = word.includes('.') && !/\d/.test(word) ? word.split('.') : [word];
    for (const part of parts) if (!STOP_WORDS.has(part)) tokens.push(stem(part));
  }
  return tokens;
}

const stems = new Map<string, string>();
const MOST_STEMS = 200_000;

function stem(word: string): string {
  let known = stems.get(word);
  if (known === undefined) {
    known = /^[a-z]+$/.test(word) ? stemmer(word) : word;
    if (stems.size >= MOST_STEMS) stems.clear();
    stems.set(word, known);
  }
  return known;
}
