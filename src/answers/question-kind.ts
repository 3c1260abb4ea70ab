import { asksForRelease } from './release.ts';

/**
 * What a question wants to be told. A question may be of several kinds ("how many points better" wants a count and a
 * gain); each is tied to the cues that its answers show (see features.ts), none decides alone.
 */
const KINDS = {
  count: /\bhow (?:many|often)\b|\b(?:the |what )number of\b|\bwhat'?s? (?:is )?the (?:count|total)\b/,
  amount:
    /\bhow (?:much|big|large|long|fast|small|high|low|far|wide|deep|old|expensive|cheap|slow|heavy|tall)\b|\b(?:percent(?:age)?|fraction|share|proportion|ratio|size|rate|what speed|how sizable)\b/,
  gain: /\bhow (?:much|many)\b.*\b(?:better|improve|improves|improved|improvement|gain|gains|gained|boost|help|helps|increase|drop|reduce|reduces|reduced|save|saves|saved|faster|cheaper|smaller|higher|lower|outperform|beat|beats|points|less|fewer|worse|go up|goes up|add|adds|speed)\b|\bby how (?:much|many)\b|\bhow (?:big|large) (?:is|are|was|were) (?:the |its |their )?(?:\w+ )?(?:gain|gains|boost|improvement|improvements|jump|lead|margin|speed-?up|drop|reduction|gap)\b|\bwhat (?:kind of |sort of )?(?:\w+ )?(?:gains?|improvements?|boost|speed-?ups?|margin|savings?)\b|\bspeed-?ups?\b|\bhow much faster\b/,
  score:
    /\b(?:score|scores|accuracy|f1|bleu|rouge|pass@\d+|win ?rate|success rate|precision|recall|perplexity|error rate|auc|map|fid|mse|regret)\b|\bhow (?:well|good|accurate|strong|robust)\b|\bhow (?:well )?(?:does|do|did) .{1,40}\b(?:do|perform|fare|score|hold up)\b|\b(?:numbers|performance|results)\b/,
  model:
    /\b(?:which|what)(?:'s| is| are| was| were)?(?: the| their| kind of)? (?:\w+ ){0,3}(?:models?|llms?|mllms?|vlms?|lms?|backbones?|base ?models?|architectures?|teachers?|students?|encoders?|decoders?|transformers?|networks?|families|family|checkpoints?|systems?|algorithms?|optimi[sz]ers?|loss|rl algorithm|generator|judge)\b|\bstart(?:ed)? from\b|\bbuil[dt] (?:it )?on\b|\bbased on (?:which|what)\b|\bwhich ones\b|\bwhat (?:generated|generates|produced|writes|wrote)\b/,
  dataset:
    /\b(?:which|what)(?:'s| is| are| was| were)?(?: the| their| kind of| kinds of)? (?:\w+[ -]){0,3}(?:data ?sets?|data|benchmarks?|corpus|corpora|tasks?|domains?|languages?|test sets?|environments?|suites?|games|metrics?)\b|\b(?:tested|evaluated?|trained|tuned|run|validated?|measured?|benchmarked|test|try|tried|experiments?) (?:it |this |them )?(?:on|with|against|over)\b/,
  definition:
    /^(?:so |and |ok |okay )?(?:what(?:'s| is| are|s)|who is|who's|define|what does) (?:an? |the |their |this )?[\p{L}\p{N}@+-]+(?: [\p{L}\p{N}@+-]+){0,2}(?: (?:mean|stand for|do|refer to))?\s*\??$|\bstands? for\b|\bmeant by\b|\bmeans?\b/u,
  reason: /\bwhy\b|\bcaus(?:e|es|ed|ing)\b|\breasons?\b|\bbecause\b|\bexplains?\b|\bhow come\b|\bdue to\b|\bbehind\b/,
  method:
    /\bhow (?:do|does|did|is|are|was|were|can|would|will|exactly)\b|\bhow to\b|\bwhat (?:approach|method|technique|strategy|trick|idea|algorithm|mechanism|procedure|recipe|steps?)\b|\bwhat (?:do|does|did) (?:they|it|the|this) .*\b(?:do|propose|suggest|use|introduce|change|add|mask|replace)\b|\bwork\b|\bidea\b|\bpropose[sd]?\b|\bsuggest(?:s|ed)?\b|\binnovations?\b|\bcontributions?\b/,
  problem:
    /\b(?:problems?|challenges?|gaps?|downsides?|weakness(?:es)?|limitations?|limits?|drawbacks?|issues?|wrong|bottlenecks?|fail|fails|failure|failures|missing|lack|lacks|trouble|struggle|struggles|difficult|hard|obstacles?|shortcomings?|flaws?|risks?|hurts?|bad|motivat\w+|suffer|catch)\b/,
  evaluation:
    /\b(?:evaluate[sd]?|evaluation|test|tests|tested|testing|validate[sd]?|verify|verified|experiments?|benchmark(?:s|ed)?|assess(?:ed)?|measured?|prove|proof|evidence|check|checked|try|tried)\b/,
  finding:
    /\b(?:find|found|findings?|happens?|results?|conclu\w+|show|shows|shown|takeaways?|discover\w*|learn(?:ed|t)?|observe[ds]?|insights?|lessons?|main|effect|affect|affects|impact|influence)\b/,
  whether: /^(?:so |and |but |ok |okay |then )?(?:do|does|did|is|are|was|were|can|could|will|would|has|have|should)\b/,
  compare:
    /\b(?:better|worse|best|worst|beat|beats|beaten|outperform\w*|compared?|comparison|versus|vs|stack up|than|surpass\w*|exceeds?|sota|state[- ]of[- ]the[- ]art|competitive|on par|match(?:es)?|rival\w*|competitors?|baselines?)\b/,
  training:
    /\b(?:train|trained|training|trains|fine-?tun\w+|tuned?|pre-?train\w*|learn|learns|learned|taught|optimi[sz]ed?|supervis\w+|rewards?|rl)\b/,
  origin:
    /\b(?:come|comes|came|coming) from\b|\bsources?\b|\bcollect(?:ed|s)?\b|\bget (?:the|their) (?:\w+ )?data\b|\bbuild (?:the|their) (?:\w+ )?data\w*\b|\bannotat\w+\b|\bconstruct\w*\b|\bcurat\w+\b|\bgenerated?s?\b|\bmade\b|\bcreated?\b/,
  naming: /\bcalled\b|\bnamed?\b|\btitle\b|\bterm(?:ed)?\b|\bname of\b/,
  parts:
    /\b(?:what|which|name|list)\b.*\b(?:two|three|four|five|six|components?|stages?|steps?|phases?|parts?|modules?|variants?|types?|kinds?|categories|factors?|dimensions?|aspects?|innovations?|findings|contributions?)\b/,
  purpose:
    /\b(?:goal|aims?|purpose|trying to|supposed to|what for|objective|intended|meant to|want to|good for|used for|stage for|applications?)\b|\bfor\?$|\bwhat (?:does|do|did|can|could) .{1,60}\bdo\b/,
  background:
    /\b(?:existing|current|currently|previous|traditional|classic|classical|normal|usual|usually|standard|today|prior|so far|others|other (?:methods?|approaches|work|people)|before|earlier|until now|old|related)\b/,
  input:
    /\b(?:inputs?|takes?|feed|fed|given|condition(?:ed)?|control(?:led)? by|need(?:ed|s)?|require[sd]?|prompted?)\b/,
  use: /\b(?:useful|usage|use cases?|applications?|applied|apply|used for|good for|can (?:you|i|we|it)|could|what (?:else )?can|benefits?|matter|matters|care|want this|potential|future|enable)\b/,
  size: /\bhow (?:big|large|small)\b|\b(?:size|sizes|parameters?|params)\b|\bhow many (?:\w+ )?(?:parameters|params|samples|examples|images|videos|hours|tokens|items|questions|pairs)\b/,
  novelty:
    /\b(?:key idea|main idea|core idea|idea|contributions?|new|novel\w*|propos\w+|introduc\w+|innovations?|suggest\w*|tl;?dr|summary|summari[sz]e|main point|insights?|instead|about|solution|fix|do differently|different|differs?)\b/,
  gist: /\b(?:main|key|core|central|basic|big) (?:idea|point|contribution|contributions|insight|message|claim|novelty|trick)\b|\btl;?dr\b|\bin (?:one|a) (?:sentence|nutshell)\b|\bsummar\w+|\bwhat(?:'s| is) (?:this|it|that|the (?:paper|work|study)) (?:all )?about\b|\bwhat (?:do|does|did) (?:they|it|the (?:paper|authors?)) (?:propose|introduce|present|contribute|suggest|do|build|develop|offer|come up with)\b(?! (?:with|to|when|if|on|for|in|at|about))|\bwhat(?:'s| is) (?:new|novel|their|the (?:new|proposed)) ?(?:method|approach|contribution|proposal|idea|solution|technique|framework|system|here)?\s*\?*$|\bwhat(?:'s| is) new\b/,
  ours: /\b(?:they|their|them|it|its|your?|this|the (?:new |proposed )?(?:model|method|paper|authors?|approach|benchmark|data ?set|system|framework|agent|pipeline|technique))\b/,
  who: /\bwho(?:m|se)?\b/,
  when: /\bwhen\b|\b(?:what|which|in what) (?:year|month|day|date|century|decade|era|season|time|period)\b|\bhow (?:long ago|recently)\b/,
  where:
    /\bwhere\b|\b(?:what|which) (?:city|country|state|place|location|county|continent|region|river|town|island|area|street|university)\b/,
} as const satisfies Record<string, RegExp>;

export type Kind = keyof typeof KINDS | 'release';

/** A question in lower case with plain apostrophes; coined names ("RePo") are masked, lest they read as words. */
export function plainQuestion(text: string): string {
  return text
    .replace(/\b(?!\p{Lu}+s\b)\p{L}*\p{Ll}\p{L}*\p{Lu}[\p{L}\p{N}]*/gu, 'Name')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param text a question as typed */
export function kindsOf(text: string): ReadonlySet<Kind> {
  const plain = plainQuestion(text);
  const kinds = new Set<Kind>();
  for (const [kind, pattern] of Object.entries(KINDS)) if (pattern.test(plain)) kinds.add(kind as Kind);
  if (asksForRelease(plain)) kinds.add('release');
  return kinds;
}
