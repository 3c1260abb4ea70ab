import { describe, expect, it } from 'vitest';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { createAnswerer } from '../src/answers/answer.ts';
import { kinOf } from '../src/answers/kin.ts';
import { mistyped } from '../src/answers/mistyped.ts';
import { readPassage } from '../src/answers/passage.ts';
import { readQuery } from '../src/answers/query.ts';
import { createSynonyms } from '../src/answers/synonyms.ts';
import { WORD_FAMILIES } from '../src/answers/word-families.ts';
import { stem } from '../src/answers/words.ts';

const resources = shippedResources();
const { semantic, lexicon } = resources;
const synonyms = createSynonyms(lexicon);
const answerer = createAnswerer(resources);

const asked = (abstract: string, text: string) =>
  answerer.answer({ text, history: [], papers: [{ id: 'p', title: 'Notes', abstract, links: [] }] });
const first = (abstract: string, text: string) => asked(abstract, text).ranked[0]?.text;

describe('a mistyped word', () => {
  const castle =
    'The castle was built of stone. Bismarck opened the canal to ships. The canal froze in winter and the ships left.';

  it('is read as the word that was meant', () => {
    expect(asked(castle, 'what did Bismark open?')).toMatchObject({
      kind: 'answered',
      evidence: [{ text: 'Bismarck opened the canal to ships.' }],
    });
    expect(asked(castle, 'what did Bsimarck open?').kind).toBe('answered');
    expect(asked(castle, "what was Bismark's canal open to?").ranked[0]?.text).toContain('Bismarck');
  });

  it('is not looked for where it is another word altogether', () => {
    expect(asked(castle, 'what did Bonaparte open?').kind).not.toBe('answered');
    expect(asked(castle, 'what did Disraeli open?').kind).not.toBe('answered');
  });

  const places = (abstract: string, text: string, title = 'Notes') => {
    const passage = readPassage({ title, abstract }, synonyms, semantic);
    const { terms } = readQuery(text, [], synonyms, semantic);
    return passage.sentences.map((sentence) => terms.map((term) => mistyped(term, sentence, passage)));
  };

  it('is found where it stands, whatever its ending', () => {
    expect(places('The canal was opened by Bismarck’s son.', 'Bismark')).toEqual([[5]]);
    expect(places('The canal was opened by Bismarck.', "Bismark's")).toEqual([[5]]);
  });

  it('has one mistake where it is short, two where it is long', () => {
    expect(places('Kestrels sing.', 'Kestrl')).toEqual([[-1]]);
    expect(places('Kestrel sings.', 'Kestrl')).toEqual([[0]]);
    expect(places('Transylvania sings.', 'Transilvanja')).toEqual([[0]]);
    expect(places('Rhône sings.', 'Rhne')).toEqual([[-1]]);
  });

  it('is one that the field does not know, nor the paper', () => {
    expect(semantic.knows('LLaMA')).toBe(true);
    expect(places('The LLaVA baseline fails.', 'LLaMA')).toEqual([[-1]]);
    expect(places('Kestrel sings. Kestrell counts.', 'Kestrell')).toEqual([[-1], [-1]]);
    expect(places('Kestrel sings.', 'Kestrell', 'Kestrell and Its Sister')).toEqual([[-1]]);
  });

  it('cannot be told without the semantic table', () => {
    const passage = readPassage({ title: 'Notes', abstract: 'Bismarck sings.' }, synonyms, undefined);
    const [term] = readQuery('Bismark', [], synonyms, undefined).terms;
    expect(mistyped(term!, passage.sentences[0]!, passage)).toBe(-1);
  });
});

describe('words of one family', () => {
  it.each([
    ['took', 'take'],
    ['death', 'die'],
    ['French', 'France'],
    ['grew', 'growth'],
  ])('%s and %s find each other', (one, other) => {
    const [a, b] = [stem(one.toLowerCase()), stem(other.toLowerCase())];
    expect(kinOf(a).has(b)).toBe(true);
    expect(kinOf(b).has(a)).toBe(true);
  });

  it('find the sentence that says it in another form', () => {
    const farms =
      'The French like sheep and old songs. Farmers in France grew lavender there. The north kept to wheat.';
    expect(first(farms, 'what did the French grow?')).toBe('Farmers in France grew lavender there.');
  });

  it('are none where a word has no family', () => {
    expect(kinOf('paperboy').size).toBe(0);
  });

  it('are listed as stems, at least two of them', () => {
    for (const family of WORD_FAMILIES.split(/\n| \| /)) expect(family).toMatch(/^[a-z]+(?: [a-z]+)+$/);
  });
});

describe('a sentence with a pronoun', () => {
  const question = 'what did the garden of Ada Lovelace have?';

  it('is about the one whom the sentence before it names', () => {
    const hers = 'Marco painted Ada Lovelace. Her garden had lilies. The garden of Marco had roses.';
    expect(first(hers, question)).toBe('Her garden had lilies.');
    const sold = 'The fair was opened by Ada Lovelace and a poet. She sold small birds. Marco sold small boats in May.';
    expect(first(sold, 'what small things did Ada Lovelace sell?')).toBe('She sold small birds.');
  });

  it('and only such a sentence', () => {
    const another = 'Marco painted Ada Lovelace. Every garden had lilies. The garden of Marco had roses.';
    expect(first(another, question)).toBe('Marco painted Ada Lovelace.');
  });
});

describe('British and American spelling', () => {
  it('are one', () => {
    const maps = 'The tall maps are old. The maps are gray. The maps are blue.';
    expect(first(maps, 'which maps are grey?')).toBe('The maps are gray.');
    expect(asked('The plow is old. The plow is new in town.', 'is the plough new?').confidence).toBeGreaterThan(0.8);
  });
});
