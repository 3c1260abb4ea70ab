import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArxivId } from '../../adapters/sources/arxiv-id.ts';
import { readAtom } from '../../adapters/sources/atom.ts';
import { authorName, splitAuthors } from '../../adapters/sources/author-names.ts';
import { queryText } from '../fakes/papers/atom-text.ts';
import { fakePaper } from '../fakes/papers/fake-paper.ts';

describe('an Atom feed', () => {
  const entry = (title: string) => readAtom(`<feed><entry><title>${title}</title></entry></feed>`).entries[0]?.title;

  test.each([
    ['entities', 'Promises &amp; Perils of &lt;b&gt; &#233; &#x2014;', 'Promises & Perils of <b> é —'],
    ['CDATA', '<![CDATA[A < B & C]]> again', 'A < B & C again'],
    ['an entity that nobody declared', 'A&nbsp;B', 'A&nbsp;B'],
    ['a control character', 'A\u0008B', 'A B'],
    ['a comment', 'A<!-- not this -->B', 'AB'],
  ])('is read with %s', (_, written, meant) => {
    expect(entry(written)).toBe(meant);
  });

  test('loads nothing, and repeats nothing, that its head declares', () => {
    const bomb = `<!DOCTYPE feed [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
      <feed><entry><title>&file; &b;</title></entry></feed>`;
    expect(readAtom(bomb).entries[0]?.title).toBe('&file; &b;');
  });

  test('may call arXiv’s own elements by other prefixes', () => {
    const { entries } = readAtom('<a:feed><a:entry><x:announce_type>cross</x:announce_type></a:entry></a:feed>');
    expect(entries[0]?.announceType).toBe('cross');
  });

  test.each(['', 'no XML', '<rss version="2.0"/>', '<feed><entry></feed>', '{"feed":1}'])('is not %j', (text) => {
    expect(() => readAtom(text)).toThrow();
  });

  test('that was cut anywhere is none', () => {
    const whole = queryText('cat:cs.CL', 2, 0, [fakePaper('2602.00001'), fakePaper('2602.00002')]).trim();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(() => readAtom(whole.slice(0, length))).toThrow();
      }),
    );
  });

  test('gives back any text as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const visible = title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
        const xml = queryText('', 1, 0, [fakePaper('2602.00001', { title: visible })]);
        expect(readAtom(xml).entries[0]?.title).toBe(visible);
      }),
    );
  });
});

describe('an arXiv id', () => {
  test.each([
    ['2508.13426', { id: '2508.13426' }],
    ['2508.13426v12', { id: '2508.13426', version: 12 }],
    ['0704.0001', { id: '0704.0001' }],
    ['hep-th/9901001v2', { id: 'hep-th/9901001', version: 2 }],
    ['math.GT/0309136', { id: 'math/0309136' }],
    ['2513.00001', undefined],
    ['2508.134', undefined],
    ['2508.134260', undefined],
    ['2508.13426v0', undefined],
    ['arXiv:2508.13426', undefined],
    ['hep-th/99010', undefined],
    ['2508.13426\n', undefined],
    ['', undefined],
  ])('%j', (text, id) => {
    expect(readArxivId(text)).toEqual(id);
  });
});

describe('an author', () => {
  test.each([
    ["Paulo Andr\\'e Lima de Castro", 'Paulo André Lima de Castro'],
    ['Kurt G{\\"o}del', 'Kurt Gödel'],
    ["Jos\\'{e} Garc{\\'\\i}a", 'José García'],
    ['Jan \\v{S}pi\\v{c}ka', 'Jan Špička'],
    ['S{\\o}ren {\\L}uk', 'Søren Łuk'],
    ['Fran\\c cois Gro\\ss', 'François Groß'],
    ['Aurora RamÃ\u00adrez', 'Aurora Ramírez'],
    ['JosÃ© RaÃºl Romero', 'José Raúl Romero'],
    ['José Raúl Romero', 'José Raúl Romero'],
    ['Şaziye Özateş', 'Şaziye Özateş'],
    ['张伟', '张伟'],
    ['D.~E. Knuth', 'D. E. Knuth'],
    ['  Ada\n Lovelace ', 'Ada Lovelace'],
  ])('%j is %s', (written, name) => {
    expect(authorName(written)).toBe(name);
  });

  test('whose name is right is never made another', () => {
    // letters that names of Latin script are written with
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöüßéèêëàâáåæçñóòôõøíìîïúùûýšžčćđłńęą'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1 }), (name) => {
        expect(authorName(name)).toBe(name);
      }),
    );
  });

  test.each([
    ['Ada Lovelace, Charles Babbage', ['Ada Lovelace', 'Charles Babbage']],
    ['Sammy Davis, Jr., Ada Lovelace', ['Sammy Davis, Jr.', 'Ada Lovelace']],
    ['Ada Lovelace (1, 2), Charles Babbage (2) ((1) London, (2) Cambridge)', ['Ada Lovelace', 'Charles Babbage']],
    ['', []],
    [' , ', []],
  ])('stands in %j', (list, names) => {
    expect(splitAuthors(list)).toEqual(names);
  });
});
