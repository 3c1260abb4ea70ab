import type { Query, Term } from './query.ts';
import { plainQuestion } from './question-kind.ts';
import { asksForRelease } from './release.ts';

/** What a question asks for where it asks for something that can be checked. */
type SlotKind =
  | 'count'
  | 'figure'
  | 'model'
  | 'dataset'
  | 'algorithm'
  | 'hardware'
  | 'licence'
  | 'name'
  | 'release'
  | 'term'
  | 'open';

export interface Slot {
  readonly kind: SlotKind;
  /** What is counted, named or measured. */
  readonly focus: readonly Term[];
  /** The same as a noun phrase without article: "number of tools"; empty where nothing can be said. */
  readonly wanted: string;
}

const MODEL_NOUN =
  '(?:models?|\\w*llms?|vlms?|lms?|plms?|backbones?|base models?|teachers?|students?|encoders?|decoders?|simulators?|tokenizers?|judges?|architectures?|generator|asr|solver|retriever)';
const DATA_NOUN =
  '(?:data ?sets?|benchmarks?|corpus|corpora|test sets?|tasks?|domains?|languages|environments?|games|suites?|metrics?)';
const LICENCE = /\b(?:licen[cs](?:e[ds]?|ing)|commercial(?:ly)?)\b/;
const HARDWARE_NOUN = '(?:[gtc]pus?|hardware|accelerators?|chips?|graphics cards?|machines?)';
/** "will it run on my laptop?" */
const ON_MY_MACHINE =
  /^(?:(?:so|and|but|ok) )?(?:will|would|can|could|does|do|did|is|are|should)\b.*\b(?:runs?|fits?|works?|trains?|trained|use|need)\b.*\b(?:on|in|into|with|an?|my|your|single|one)\b.*\b(?:[gtc]pus?|laptops?|(?:gaming|graphics|consumer) (?:card|gpu|machine)s?|phones?|mac(?:book)?|rtx|a100s?|h100s?|vram|hardware)\b/;
const WHICH = '\\bwhich';
const WHAT = '\\bwhat(?: (?!do\\b|did\\b|can\\b|could\\b|if\\b|would\\b|should\\b)[\\w-]*[^\\Ws])?';
const WHAT_IS = "\\bwhat(?:'s| is| are| were| was)(?: the| their| its)?";
const MODIFIERS =
  '(?: (?!does|do|did|is|are|was|were|the|they|it|happens|makes|made|wrong|new|best|kind|kinds|sort|type|types|about|other)[\\w-]+){0,3}';
const FIGURE =
  /\bhow (?:much|big|large|long|fast|far|high|low|often|expensive|slow)\b|\bby how (?:much|many)\b|\bhow many (?:percent|points|times)\b|\bwhat (?:does|do|did) .{1,50}\b(?:score|get|reach|achieve)s? on\b|\bwhat (?:fraction|percentage|percent|share|proportion|size|rate|speed|ratio)\b|\b(?:what|which|how high)(?:'s| is| are| was| were| does| do| did)? (?:\w+ ){0,4}(?:score|accuracy|f1|bleu|rouge|pass@\d+|win ?rate|success rate|fid|cider|recall|precision|perplexity|error rate|regret|auc|frame rate|fps|learning rate|latency|speed-?up|gains?|improvements?|margin)\b/;

/** "which method works best" is answered by a description as well as by a name. */
const JUDGING =
  /\b(?:best|worst|better|worse|most|least|more|less|\w{3,}est|matters?|helps?|hurts?|should|kind|kinds|type|types|part|parts|way|ones?)\b/;

const CALLED = /\bwhat(?:'s| is| are| do they call| did they call)?(?: the| their| its)? .*\b(?:called|named)\b\s*\?*$/;

/** "what dataset did they build?" */
const OWN_WORK =
  /\b(?:what|which)(?: new)? (?:\S+ )?(?:data ?sets?|benchmarks?|corpus|tasks?|models?|metrics?|suite)\b (?:(?:do|did|does|have|has) (?:they|it|the authors?) (?:define|introduce|propose|build|create|make|curate|construct|release|present|collect|develop|contribute)d?\b|(?:is|are|was|were) (?:defined|introduced|proposed|built|created|made|curated|constructed|released|presented|collected|developed|contributed)\b|came out\b)/;

/** What a follow-up does not ask for once more. */
const ASKED_ONCE: readonly SlotKind[] = ['open', 'hardware', 'licence'];

/** @param earlier the kind and focus of the question before where this one only changes a detail */
export function slotOf(query: Query, earlier: Slot | undefined): Slot {
  const text = plainQuestion(query.text);
  const noun = query.focus.map((term) => term.text).join(' ');
  const slot = (kind: SlotKind, wanted: string, focus = query.focus): Slot => ({ kind, focus, wanted });
  if (/\bhow many\b/.test(text) && !/\bhow many (?:percent|points|times)\b/.test(text))
    return noun === '' && earlier && earlier.focus.length > 0
      ? slot('count', `number of ${earlier.focus.map((term) => term.text).join(' ')}`, earlier.focus)
      : slot('count', noun === '' ? 'number' : `number of ${noun}`);
  if (FIGURE.test(text)) return slot('figure', 'figure for that');
  if (LICENCE.test(text)) return slot('licence', 'word on a licence');
  if (asksForRelease(text)) return slot('release', 'word on a release');
  if (
    /\b(?:data|data ?sets?|corpus|benchmarks?) (?:called|named)\b|\bname of the (?:\w+ )?(?:data|corpus|benchmark)/.test(
      text,
    )
  )
    return slot('dataset', 'name for it');
  // what a thing of this work is called is no foreign name
  if (CALLED.test(text) || OWN_WORK.test(text)) return slot('open', '');
  const asksFor = (nouns: string) =>
    new RegExp(
      `(?:${WHICH}${MODIFIERS}|${WHAT}) ${nouns}\\b|${WHAT_IS}${MODIFIERS} ${nouns}(?: used| here)?\\s*\\?*$`,
    ).test(text);
  if (asksFor(MODEL_NOUN)) return slot('model', noun === '' ? 'name of a model' : `name for the ${noun}`);
  if (asksFor('(?:algorithms?|optimi[sz]ers?)')) return slot('algorithm', `name for the ${noun}`);
  if (asksFor(HARDWARE_NOUN) || ON_MY_MACHINE.test(text)) return slot('hardware', 'word on hardware');
  if (asksFor(DATA_NOUN)) return slot('dataset', noun === '' ? 'name of a data set' : `name for the ${noun}`);
  if (/^(?:and |so )?which \w/.test(text) && !JUDGING.test(text) && noun !== '')
    return slot('name', `name for the ${noun}`);
  if (query.kinds.has('definition') && query.terms.some((term) => term.name)) return slot('term', '');
  if (query.elliptic && !query.anew && earlier && !ASKED_ONCE.includes(earlier.kind))
    return {
      ...earlier,
      focus:
        query.terms.length > 0 && earlier.kind === 'count'
          ? [...query.terms.slice(0, 1), ...earlier.focus.slice(-1)]
          : earlier.focus,
    };
  return slot('open', '');
}
