import type { Passage, Sentence } from './passage.ts';
import type { Query } from './query.ts';
import { COMMON_ABBREVIATIONS } from './words.ts';

const DATA_NAME =
  /bench|score|qa$|eval$|arena|^(?:mmlu|gsm|math\b|math-?\d|aime|amc|humaneval|mbpp|swe-|imagenet|coco|glue|superglue|squad|librispeech|kitti|nuscenes|wmt|c4|libero)|data|corpus|\d{2,3}k$/i;
const MODEL_NAME =
  /gpt|llama|llada|qwen|mistral|gemini|gemma|claude|deepseek|bert|^t5|^vit|clip|resnet|internvl|llava|^phi[-\d]|^o[134]$|mamba|falcon|palm|^opt(?:-|$)|vicuna|whisper|flux|sdxl|^sd\d|sora|yolo|dino|wan\d|cogvideo|grok|kimi|glm|-\d+(?:\.\d+)?[bm]$|^\d+(?:\.\d+)?[bm]$/i;

const NEAR = {
  model: /\b(?:models?|LLMs?|MLLMs?|VLMs?|backbone|encoder|using|use|based on|initiali[sz]ed|baselines?)\b/i,
  dataset: /\b(?:data ?sets?|benchmarks?|corpus|tasks?|evaluat\w+|data|on|from)\b/i,
} as const;

/**
 * Whether a sentence names what could be the model or the data set asked for: a coined name that is neither this
 * work's own, nor said by the question, nor an abbreviation. 1 where the name is of the wanted sort, less where it may be.
 */
export function foreignNames(query: Query, sentence: Sentence, passage: Passage, sort: 'model' | 'dataset'): number {
  const asked = new Set(query.terms.flatMap((term) => term.stems));
  let best = 0;
  sentence.words.forEach((word) => {
    if (!word.name || word.text.split(/[-/]/).some((part) => COMMON_ABBREVIATIONS.has(part.toLowerCase()))) return;
    const whole = word.stems.at(-1)!;
    if (asked.has(whole)) return;
    const [wanted, other] = sort === 'model' ? [MODEL_NAME, DATA_NAME] : [DATA_NAME, MODEL_NAME];
    // "Kestrel-8B" is Kestrel's own
    const variant = passage.nameStems.has(whole) || (sort === 'model' && passage.nameStems.has(word.stems[0]!));
    if (wanted.test(word.text) && !variant && !other.test(word.text)) best = 1;
    if (other.test(word.text)) return;
    const own =
      variant ||
      passage.aliases.has(whole) ||
      passage.aliases.has(whole.replace(/s$/, '')) ||
      passage.spelledOut.has(word.stems[0]!) ||
      (sort === 'model' && [whole, word.stems[0]!].some((stem) => passage.ownNames.has(stem)));
    if (own || !/\p{Lu}/u.test(word.text)) return;
    const around = sentence.text.slice(Math.max(0, word.start - 18), word.end + 18);
    if (NEAR[sort === 'model' ? 'dataset' : 'model'].test(around) && !NEAR[sort].test(around)) return;
    const coined =
      /^.+\p{Lu}|\d/u.test(word.text) &&
      !/^(?:NOT|AND|OR|ALL|NO)$/.test(word.text) &&
      !/^\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}*)+$/u.test(word.text);
    const before = sentence.text.slice(0, word.start).trimEnd();
    const near = NEAR[sort].test(around);
    if (coined) best = Math.max(best, near ? 0.9 : sort === 'dataset' ? 0.75 : 0.6);
    else if (/[\p{L},]$/u.test(before)) best = Math.max(best, near ? 0.5 : 0.35);
  });
  return best;
}
