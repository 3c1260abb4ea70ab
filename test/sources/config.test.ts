import { describe, expect, test } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { ConfigError } from '../../src/errors.ts';

const sources = (env: Record<string, string>) => readConfig(env).sources;

describe('the sources that are configured', () => {
  test.each([
    [{}, { huggingFace: { url: 'https://huggingface.co' }, arxiv: { categories: ['cs.CL'] } }],
    [{ PAPERBOY_SOURCES: 'none' }, {}],
    [{ PAPERBOY_SOURCES: 'arXiv' }, { arxiv: { categories: ['cs.CL'] } }],
    [
      { PAPERBOY_SOURCES: 'hugging-face, arxiv', HF_API_URL: 'http://127.0.0.1:8080/' },
      { huggingFace: { url: 'http://127.0.0.1:8080' }, arxiv: { categories: ['cs.CL'] } },
    ],
    [
      { PAPERBOY_SOURCES: 'arxiv', ARXIV_API_URL: 'https://mirror.example/arxiv//' },
      { arxiv: { url: 'https://mirror.example/arxiv', categories: ['cs.CL'] } },
    ],
    [
      { PAPERBOY_SOURCES: 'arxiv', ARXIV_CATEGORIES: 'cs.CL, stat.ML,cond-mat.mes-hall,hep-th,cs.CL' },
      { arxiv: { categories: ['cs.CL', 'stat.ML', 'cond-mat.mes-hall', 'hep-th'] } },
    ],
  ])('by %j are %j', (env, expected) => {
    expect(sources(env)).toEqual(expected);
  });

  test('must be right, and every problem is told with its mend', () => {
    let problems: readonly string[] = [];
    try {
      readConfig({
        PAPERBOY_SOURCES: 'arxiv,pubmed',
        HF_API_URL: 'ftp://huggingface.co',
        ARXIV_API_URL: 'https://me:secret@arxiv.org',
        ARXIV_CATEGORIES: 'cs.CL,Computation and Language',
      });
    } catch (error) {
      if (error instanceof ConfigError) problems = error.problems;
    }
    expect(problems).toEqual([
      'PAPERBOY_SOURCES must be some of hugging-face, arxiv with commas between them, or none for only the papers that ship.',
      'HF_API_URL must be an address such as https://huggingface.co, without a user, “?” and “#”.',
      'ARXIV_API_URL must be an address such as https://export.arxiv.org, without a user, “?” and “#”.',
      'ARXIV_CATEGORIES must be categories such as cs.CL,cs.LG: see https://arxiv.org/category_taxonomy.',
    ]);
  });

  test.each([
    { PAPERBOY_SOURCES: 'none,arxiv' },
    { PAPERBOY_SOURCES: ',' },
    { ARXIV_CATEGORIES: ',' },
    { HF_API_URL: 'https://huggingface.co/?token=1' },
    { HF_API_URL: 'huggingface.co' },
  ])('%j is none', (env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
  });
});
