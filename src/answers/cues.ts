/** What a sentence shows that the answer of some kind of question shows. */
const CUES = {
  number:
    /(?<![\p{L}\p{N}.-])\d[\d,.]*(?:\s?[KMBT]\b|\+|k\b|x\b|×)?(?![\p{L}\d-])|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|twice|single|several|few|double)\b/u,
  digits: /\d/,
  percent: /\d\s?\\?%|\bpercent\b|\bpercentage points?\b|\bpoints?\b|\d\s?(?:x|×|\\times)|\bfold\b|\btimes\b|→/,
  decimal: /\d+\.\d+/,
  size: /\d[\d.,]*\s?[KMBTkmb](?:illion)?\b|\d[\d.]*\s?(?:million|billion|trillion|thousand|k|hours?|GPUs?|tokens?|parameters|samples|examples|instances|images|videos|questions|problems|tasks|pages|minutes|seconds|ms|GB|MB)\b|\d{1,3}(?:,\d{3})+/,
  better:
    /\b(?:improv\w+|outperform\w*|surpass\w*|exceed\w*|gains?|increas\w+|boost\w*|better|higher|reduc\w+|decreas\w+|faster|speed-?ups?|accelerat\w+|lower|fewer|less|cheaper|superior|beat\w*|state-of-the-art|SOTA|enhanc\w+|advanc\w+|excels?|rivals?|match\w*|comparable|on par|competitive)\b/i,
  score:
    /\b(?:accuracy|F1|BLEU|ROUGE|pass@\d+|score[sd]?|win[- ]rate|success rate|precision|recall|mAP|FID|achiev\w+|attain\w*|reach\w*|obtain\w*)\b/i,
  name: /(?:^|[\s(])(?=[^\s]*[\p{L}])(?:[^\s(),]*\p{Ll}+[^\s(),]*\p{Lu}|\p{Lu}[^\s(),]*[\p{Lu}\d])[^\s(),]*/u,
  model:
    /\b(?:[A-Za-z]*GPT-?\w*|LLaMA\w*|Llama\w*|Qwen\w*|Mistral\w*|Gemini\w*|Gemma\w*|Claude\w*|DeepSeek\w*|BERT|T5|ViT|CLIP|ResNet\w*|InternVL\w*|LLaVA\w*|Phi-?\d\w*|o1|o3|R1|Mamba|Falcon|PaLM\w*|OPT|Vicuna|Whisper|Stable Diffusion|FLUX\S*|SDXL|Sora|DiT|Transformer|YOLO\w*|SAM)\b|\b[A-Z][\w.]*-\d+(?:\.\d+)?[BM]\b|\b\d+(?:\.\d+)?[BM]\b/,
  dataset:
    /\b(?:data ?sets?|benchmarks?|corpus|corpora|test ?sets?|[A-Z]\w*-?(?:Bench|QA|VQA|Eval|Arena|Net|Set)\b|MMLU\S*|GSM8K|MATH\S*|AIME\S*|HumanEval\S*|MBPP|SWE-bench\S*|ImageNet\S*|COCO|GLUE|SuperGLUE|SQuAD|LibriSpeech|WebArena|OSWorld|LIBERO)\b/,
  tasks: /\b(?:tasks?|domains?|languages?|benchmarks?|settings|scenarios|environments?|applications)\b/i,
  release:
    /https?:\/\/|\b(?:available|released?|releasing|open[- ]?sourc\w+|publicly|github|hugging ?face|project page|code base|codebase|open access|made public)\b/i,
  propose:
    /\b(?:propos\w+|introduc\w+|present(?:s|ed)?|develop(?:s|ed)?|design(?:s|ed)?|devis\w+|call(?:ed)?|term(?:ed)?|dub(?:bed)?|coin(?:ed)?|novel|new)\b/i,
  ours: /\b(?:we|our|ours|this (?:paper|work|study|report))\b/i,
  definition:
    /\b(?:is an?|are an?|is the|refers? to|called|termed|dubbed|known as|named|defined as|means|denotes?|stands for|was an?|were the|was the|i\.e\.|which)\b/i,
  reason:
    /\b(?:because|due to|since|caused?|causes|causing|reason|stems?|arises?|leads? to|attributed|owing|as a result|result(?:s|ing)? (?:in|from)|thus|therefore|thereby|hence|suggest(?:s|ing)?|so that|in order to|contribut\w+)\b/i,
  method:
    /\b(?:by \w+ing|via|through|using|uses?|used|utiliz\w+|leverag\w+|employ\w*|adopt\w*|appl(?:y|ies|ied)|combin\w+|integrat\w+|incorporat\w+|based on|consist\w*|compris\w+|formulat\w+|specifically|first|then|two-stage|construct\w*|enabl\w+|allow\w*|with)\b/i,
  specifically:
    /\b(?:specifically|concretely|in particular|to this end|to achieve this|key (?:idea|insight)|core idea|to address|to overcome|to tackle|to bridge|to solve|to mitigate)\b/i,
  problem:
    /\b(?:however|but|although|despite|challeng(?:es?|ed)|challenging(?! (?:\w+[- ]){0,3}(?:tasks?|domains?|benchmarks?|problems?|data ?sets?|scenarios?|settings?|environments?|games?))|limit(?:s|ed|ation|ations|ing)?|suffer\w*|fail\w*|lack\w*|problem\w*|difficult\w*|struggl\w+|costly|expensive|bottleneck\w*|issue\w*|hinder\w*|overlook\w*|neglect\w*|remain\w*|unclear|insufficient|inefficien\w+|gap|risk\w*|prone|drawback\w*|shortcoming\w*|degrad\w+|yet|poor\w*|scarc\w+|hard|underexplored|unexplored|impractical|inherit\w*|catastrophic|not)\b/i,
  contrast:
    /^(?:However|But|Despite|Unfortunately|Nevertheless|Nonetheless|Yet|Although|While|In contrast|Still|On the other hand)\b|\b(?:suffers?|struggles?|fails? to|lacks?|limited by|bottleneck|remains? (?:a |an |largely |highly |under)|prohibitive\w*|hinder\w*|unclear|understudied|overlook\w*)\b/i,
  solves:
    /^(?:To (?:address|overcome|tackle|bridge|solve|mitigate|alleviate|resolve|fill|this end|achieve|remedy)|Motivated|Inspired|Building on|Therefore|Considering|Towards)\b|\bwe (?:therefore |thus |then |first |further |also |here )?(?:propose|introduce|present|develop|design|devise)\b/i,
  background:
    /\b(?:existing|current|previous|prior|traditional|conventional|recent|recently|typically|often|commonly|usually|widely|standard|classical|most|many|in recent years|have (?:shown|been|demonstrated|achieved|emerged))\b/i,
  input:
    /\b(?:given (?:a|an|the|only)|inputs?|takes?|receiv\w+|condition\w*|guided by|prompts?|instructions?|from (?:a |an )?(?:single|text|raw|images?)|requires?|based on|without|only)\b/i,
  outlook:
    /\b(?:applications?|applicab\w+|downstream|future|potential|paving|pave|support(?:s|ing)?|enabl\w+|promising|practical|real-world|foundation for|insights for|crucial for|integral|essential)\b/i,
  evaluation:
    /\b(?:experiment\w*|evaluat\w+|validat\w+|test(?:s|ed|ing)?|empirical\w*|benchmark\w*|extensive|comprehensive|demonstrat\w+|results?|assess\w*|human (?:study|evaluation)|across|case stud(?:y|ies)|ablation\w*)\b/i,
  finding:
    /\b(?:find(?:s|ings?)?|found|show(?:s|n|ed)?|reveal\w*|demonstrat\w+|observ\w+|discover\w*|indicat\w+|suggest\w*|uncover\w*|surprising\w*|interesting\w*|notabl\w+|insights?|conclu\w+|confirm\w*|highlight\w*|evidence|identif\w+)\b/i,
  compare:
    /\b(?:than|compared|over|versus|vs\.?|outperform\w*|surpass\w*|exceed\w*|baselines?|previous|prior|existing|comparable|on par|rivals?|beat\w*|match\w*|state-of-the-art|SOTA|competitive|approach(?:es|ing) the performance|relative to|while)\b/i,
  training:
    /\b(?:train\w*|fine-?tun\w+|pre-?train\w*|supervis\w+|reinforcement|RL|SFT|GRPO|PPO|DPO|RLHF|reward\w*|optimi[sz]\w+|learn\w*|distill\w*|curriculum|two-stage|stages?|loss|objective)\b/i,
  origin:
    /\b(?:collect\w*|construct\w*|curat\w+|creat\w+|generat\w+|synthesi\w+|annotat\w+|built|build\w*|compris\w+|consist\w*|contain\w*|sourced|from|derived|gather\w*|crawl\w*|filter\w*)\b/i,
  naming:
    /\b(?:called|named|termed|dubbed|coined|namely|known as|referred to as|nicknamed|titled)\b|\([A-Z][\w-]+\)|["“«`]/,
  list: /\(\s?(?:1|i|a)\s?\)|\b(?:1|i)\)|\bfirst(?:ly)?\b.*\bsecond|:\s.*,.*(?:,|\band\b)|\b(?:two|three|four|five|six) (?:\w+ ){0,2}(?:components?|stages?|steps?|phases?|parts?|modules?|types?|kinds?|categories|factors?|dimensions?|aspects?|innovations?|findings|challenges|tasks|variants|levels)\b|\b(?:including|such as|namely|e\.g\.)/i,
  item: /(?:^|\s)\(?(?:1|2|3|4|i|ii|iii|iv|v)\)\s/,
  purpose:
    /\b(?:to (?!the|a|an|this|that|these|our)\w+|aim\w*|goal|enabl\w+|allow\w*|for \w+ing|in order to|designed|help\w*|so that|purpose|serve\w*)\b/i,
  person:
    /\p{Lu}\p{Ll}+\s(?:\p{Lu}\.?\s)?\p{Lu}\p{Ll}+|\b(?:Mr|Mrs|Dr|Sir|President|King|Queen|Emperor|Pope|General|Prince|Lord)\b/u,
  year: /\b(?:1[0-9]|20)\d\d s?\b|\b(?:1[0-9]|20)\d\ds?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|century|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/,
  place:
    /\b(?:in|at|near|from|to|of|outside|around|across)\s(?:the\s)?(?:(?:northern|southern|eastern|western|central|city of|town of)\s)*\p{Lu}\p{Ll}+|\b(?:located|situated|based in|capital|headquarter\w*|border\w*)\b/u,
  generalising: /\b(?:generali[sz]\w+|robust\w*|transfer\w*|zero-shot|unseen|out-of-distribution|cross-\w+)\b/i,
  negation: /\b(?:not|no|never|without|cannot|can't|don't|doesn't|n't|neither|nor|only|rather than|instead)\b/i,
} as const satisfies Record<string, RegExp>;

export type Cue = keyof typeof CUES;

export function cuesOf(sentence: string): ReadonlySet<Cue> {
  const cues = new Set<Cue>();
  for (const [cue, pattern] of Object.entries(CUES)) if (pattern.test(sentence)) cues.add(cue as Cue);
  return cues;
}
