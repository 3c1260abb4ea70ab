import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeSemanticTable } from '../src/search/semantic/write-table.ts';
import { encodeCorpus } from './train/corpus.ts';
import { readPapersFile } from './train/papers-file.ts';
import { paperTokeniser } from './train/tokenised-papers.ts';
import { trainTable } from './train/train-table.ts';
import { bigramTypes, selectVocabulary } from './train/vocabulary.ts';

const { values: a } = parseArgs({
  options: {
    papers: { type: 'string' },
    out: { type: 'string' },
    threads: { type: 'string', default: '2' },
    epochs: { type: 'string', default: '7' },
    batch: { type: 'string', default: '1024' },
    lr: { type: 'string', default: '0.008' },
    temp: { type: 'string', default: '0.05' },
    limit: { type: 'string' },
  },
});
const t0 = performance.now();
const tok = paperTokeniser();
let n = 0;
for await (const p of readPapersFile(a.papers!, () => console.log('broken'))) {
  if (a.limit && n >= +a.limit) break;
  if (tok.add(p)) n++;
}
const tp = tok.finish();
console.log(
  n,
  'papers',
  tp.types.length,
  'types',
  tp.tokens.length,
  'tokens',
  ((performance.now() - t0) / 1000).toFixed(1),
);
const vocab = selectVocabulary(tp, { words: 20000, bigrams: 12000 });
const corpus = encodeCorpus(tp, vocab, 4096);
console.log(vocab.words.length, vocab.bigrams.length, corpus.mostRows, ((performance.now() - t0) / 1000).toFixed(1));
let sum = 0;
const t1 = performance.now();
const values = await trainTable(
  corpus,
  {
    dimensions: 256,
    batch: +a.batch!,
    epochs: +a.epochs!,
    learningRate: +a.lr!,
    temperature: +a.temp!,
    seed: 1,
    threads: +a.threads!,
  },
  (s, all, loss) => {
    sum += loss;
    if (s % 20 === 0) {
      console.log(s, all, (sum / 20).toFixed(3), ((performance.now() - t1) / s).toFixed(0), 'ms/step');
      sum = 0;
    }
  },
);
const names = (key: number) =>
  bigramTypes(key)
    .map((t) => tp.types[t]!)
    .join(' ');
writeFileSync(
  a.out!,
  writeSemanticTable({
    words: vocab.words.map((t) => tp.types[t]!),
    hashed: 4096,
    bigrams: vocab.bigrams.map(names),
    dimensions: 256,
    values,
  }),
);
console.log('done', ((performance.now() - t0) / 1000).toFixed(1));
