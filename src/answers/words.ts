import { stemmer } from 'stemmer';
import { americanSpelling } from '../search/spelling.ts';
import type { Span } from './sentences.ts';

/** A word of a text with what matching needs to know of it. */
export interface Word extends Span {
  readonly text: string;
  /** Stems of its parts, and where it has several the whole without hyphens: "GPT-4o" is gpt, 4o, gpt4o. */
  readonly stems: readonly string[];
  /** A stop word, or one that every question about a paper may hold. */
  readonly stop: boolean;
  /** Holds a digit or a capital that does not come from its place in the sentence: "MATH500", "ThinkPO", "Lightroom". */
  readonly name: boolean;
}

const STOP = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can
cannot could did do does doing done down during each few for from further get gets getting give gives got had has have
having he her here hers him his how however i if in into is it its itself just kind let like many may me might mine more most
much must my no nor not now of off on once one ones only or other our ours out over own per please s same say says she
should so some something such t tell than that the their theirs them then there these they thing things this those
through to too under until up upon us use used uses using very via was we well were what whats when where wheres which
while who whom whose why will with within without would yes you your does doesn don isn aren didn wasn won can paper
papers author authors abstract actually exactly really about according anything stand stands`.split(/\s+/),
);

const WORD = /\p{L}+\.(?:\p{L}\.)+|[\p{L}\p{N}]+(?:[-–'’.@/_+][\p{L}\p{N}]+|[,](?=\d{3}\b)\d{3})*\+*|[%$€£]/gu;

/**
 * The words of a text in order; URLs count as white space.
 *
 * @param opens whether the text opens a sentence, so that its first capital says nothing
 */
export function readWords(text: string, opens = true): readonly Word[] {
  const blank = text.replace(/https?:\/\/\S+/g, (url) => ' '.repeat(url.length));
  let opening = opens;
  const words: Word[] = [];
  for (const match of blank.matchAll(WORD)) {
    const raw = match[0];
    const start = match.index;
    const lower = raw.toLowerCase();
    words.push({
      start,
      end: start + raw.length,
      text: raw,
      stems: stemsOf(raw),
      stop: STOP.has(lower.replace(/['’](?:s|re|t|ve|ll|d)$/, '')),
      name: looksNamed(raw, opening),
    });
    opening = false;
  }
  return words;
}

/** Abbreviations of the whole field: written in capitals, but no names. */
export const COMMON_ABBREVIATIONS: ReadonlySet<string> = new Set(
  `llm llms mllm mllms vlm vlms lvlm lvlms lmm lmms lm lms plm plms slm slms lrm lrms cot rl rlhf rlvr rlaif sft dpo ppo grpo ai agi
nlp ml cv dl qa vqa gpu gpus tpu cpu api apis rag moe peft lora mlp cnn cnns rnn rnns gan gans vae vaes sota ood 3d 2d 4d i ii iii iv
rm rms kv url rgb mcts icl ui gui guis iot llm's vla vlas asr tts ocr fps id v1 v2 bev umm dit dits ddpm sds nerf 3dgs bleu rouge
fid t2i t2v i2v i2t v2v fid cider auc map f1 pass@1 il e2e xr vr ar mr id icl iou psnr ssim`.split(/\s+/),
);

function looksNamed(raw: string, opening: boolean): boolean {
  if (/^\d[\d.,]*$/.test(raw) || /^[%$€£]$/.test(raw)) return false;
  if (COMMON_ABBREVIATIONS.has(raw.toLowerCase())) return false;
  if (/\d/.test(raw) || /^.+\p{Lu}/u.test(raw)) return true;
  return !opening && /^\p{Lu}/u.test(raw);
}

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 100_000;

export function stemsOf(raw: string): readonly string[] {
  const cached = known.get(raw);
  if (cached) return cached;
  const lower = raw
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’](?:s|re|t|ve|ll|d)?$/, '');
  const parts = lower.split(/[-–/_+@’']+/).filter(Boolean);
  const stems = parts.map(stem);
  const result = parts.length > 1 ? [...stems, parts.join('')] : stems.length > 0 ? stems : [lower];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(raw, result);
  return result;
}

/** Porter's stem of a plain word; a name with digits as it is. */
export function stem(lower: string): string {
  return /^[a-z]+$/.test(lower) ? stemmer(americanSpelling(lower)) : lower.replace(/\.$/, '');
}
