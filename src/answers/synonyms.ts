import type { Lexicon } from '../search/lexicon.ts';
import { readWords, type Word } from './words.ts';

/**
 * Words in which people ask, with words in which abstracts answer. Written from general knowledge of how papers are
 * talked about; the field's own vocabulary comes from the lexicon.
 */
const PLAIN_SPEECH = `code | repo | repository | github | implementation | codebase | source code
weights | checkpoints | trained models | model weights | models
open source | publicly available | released | available | public | open-source | release | out
gain | boost | improvement | improve | increase | better | go up | enhance | outperform | surpass | jump | help
beat | outperform | surpass | exceed | better than | superior | excel | stack up
match | on par | comparable | rival | competitive | as good as | close to
downside | weakness | drawback | limitation | challenge | issue | problem | shortcoming | bottleneck | risk | wrong | flaw | catch | hurt
gap | lack | limitation | challenge | unexplored | overlook
fix | solve | address | tackle | mitigate | alleviate | overcome | resolve | get around | bridge | handle | deal with
build | construct | create | curate | develop | collect | make | generate | put together
dataset | data | corpus | training data | samples | examples
write | generate | produce | create
examples | samples | instances | demonstrations | items | data points
test | evaluate | experiment | validate | assess | benchmark | try | check
metrics | measure | score | evaluation
find | discover | reveal | show | observe | identify
erase | forget | remove | lose | overwrite
cause | factor | contributor | reason | source | due to | lead
start from | base model | initialize | backbone | pretrained model | build on | starting point
picture | image | photo | visual
video | clip | footage
big | large | size | scale
small | tiny | compact | lightweight
cheap | efficient | low-cost | inexpensive | cost | affordable
expensive | costly | computational cost | overhead
fast | speed | latency | speedup | throughput | faster | quick | accelerate | slow | real-time
memory | footprint | ram | vram
people | human | user | participant | person
beginners | novice
doctors | clinical | medical | physician | hospital
programming | coding | code generation | software | developer
text | language | textual
math | mathematical | mathematics | arithmetic
old | previous | prior | existing | earlier | past
competitor | baseline | existing method | prior work | previous work | other methods | alternatives | rival
best | state of the art | sota | leading | top
whole | entire | full | complete
parts | components | modules | stages | phases | steps
first | initial | former
second | latter | subsequent | next
need | require | rely | depend | access | necessary
get rid of | eliminate | remove | avoid | without
train | training | fine-tune | learn | finetune | trained | tune
teach | train | instruct | guide
trick | technique | strategy | approach | method | mechanism | idea
works | effective | efficacy | confirm | success
hard | difficult | challenging | complex
easy | simple | straightforward
robot | robotic | embodied
phone | mobile | on-device | smartphone
talk | speech | conversation | dialogue | spoken
voice | speech | audio
sound | audio | music | acoustic
lie | deceive | hallucinate | fabricate | untruthful
safe | safety | harmless | secure | harmful | guardrail
cheat | hack | exploit | game
understand | comprehension | understanding | interpret
choose | select | pick | selection
combine | integrate | merge | unify | fuse | incorporate | together
split | divide | partition | separate | decompose | disentangle
change | modify | update | alter | edit | adapt
keep | preserve | maintain | retain
predict | forecast | anticipate | prediction
work on | generalize | transfer | apply | extend | unseen | new
other | another | different | various | diverse | unseen | generalize
parameters | params | model size
gpu | hardware | compute | device | accelerator
hours | days | time | minutes
annotators | human annotation | labeled | experts | labels | manual
ask | query | question | prompt
answer | response | output | reply
score | accuracy | performance | result | rate | achieve | reach
name | called | termed | dubbed | named
propose | introduce | present | develop | new | novel | contribution | suggest
goal | aim | objective | purpose | designed
made of | consist | comprise | contain | include | composed | cover
goal | objective | target
languages | multilingual | cross-lingual
longer | length | long
student | small model | smaller model
die | death | killed | dead | died
born | birth | birthplace
begin | start | founded | established | created | launch
invent | discover | develop | create
author | written by | wrote | writer
marry | wife | husband | spouse | married
live | reside | residence | home | inhabit
country | nation | state
city | town | capital
war | battle | conflict
job | occupation | work as | profession
film | movie
president | leader | head | chairman | chief executive | ceo
company | firm | corporation | business
buy | acquire | purchase | bought | acquisition
kill | murder | assassinate | shot
big | large | huge | major`;

/** Which groups of synonyms each phrase belongs to. */
export interface Synonyms {
  /** The groups of the phrases that these words hold, with the words' places. */
  groupsIn(words: readonly Word[]): ReadonlyMap<number, readonly number[]>;
}

/** The groups of the field's lexicon and those of plain speech, ready for look-up. */
export function createSynonyms(lexicon: Lexicon | undefined): Synonyms {
  const spoken = PLAIN_SPEECH.split('\n').map((line) => line.split('|').map((member) => member.trim()));
  const groupsOf = new Map<string, number[]>();
  let longest = 1;
  [...spoken, ...(lexicon?.groups ?? [])].forEach((members, group) => {
    for (const member of members) {
      const stems = keyStems(readWords(member.toLowerCase()));
      longest = Math.max(longest, stems.length);
      const key = stems.join(' ');
      const groups = groupsOf.get(key) ?? [];
      if (!groups.includes(group)) groups.push(group);
      groupsOf.set(key, groups);
    }
  });
  return {
    groupsIn(words) {
      const parts = words.flatMap((word, at) => keyStems([word]).map((stem) => ({ stem, at })));
      const found = new Map<number, number[]>();
      for (let i = 0; i < parts.length; i++) {
        let key = '';
        for (let n = 0; n < longest && i + n < parts.length; n++) {
          key = n === 0 ? parts[i]!.stem : `${key} ${parts[i + n]!.stem}`;
          for (const group of groupsOf.get(key) ?? []) {
            const places = found.get(group);
            if (places) places.push(parts[i]!.at);
            else found.set(group, [parts[i]!.at]);
          }
        }
      }
      return found;
    },
  };
}

/** Hyphens do not matter: "open-source" is "open source". */
function keyStems(words: readonly Word[]): string[] {
  return words.flatMap((word) => (word.stems.length > 1 ? word.stems.slice(0, -1) : word.stems));
}
