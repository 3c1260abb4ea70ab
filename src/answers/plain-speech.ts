/**
 * Words in which people ask, with words in which abstracts answer. Written from general knowledge of how papers are
 * talked about; the field's own vocabulary comes from the lexicon.
 */
export const PLAIN_SPEECH = `code | repo | repository | github | implementation | codebase | source code
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
big | large | huge | major
demo | demonstration
examples | questions | problems | pairs | images | videos | conversations | trajectories | instances
frame rate | fps | frames per second | real-time
context | context window | context length | sequence length
gap | difference | discrepancy | mismatch
weak | underperform | poor | suffer | struggle | degrade | fail
strong | excel | outperform | superior | robust
worse | degrade | drop | decline | deteriorate | decrease | hurt
miss | overlook | neglect | ignore | omit
drop | discard | filter | exclude | prune | remove | skip | throw away
sure | verify | verification | validate | ensure | guarantee | confirm | reliable
correct | right | accurate | reliable
wrong | incorrect | erroneous | mistake | error
mistake | error | failure | fail
moving | dynamic | motion | temporal
still | static
single | one | only one
heavy | lightweight | overhead | costly
hand over | provide | supply | give | input | ask for
adapt | personalize | tailor | customize
stable | stability | robust | consistent
trust | reliable | trustworthy
clash | conflict | contradict
balance | trade-off | tradeoff
recommend | advocate | suggest | advise | guidance
surprise | surprising | unexpected | interestingly | counterintuitive
unknown | unclear | underexplored | unexplored | understudied | unanswered
theory | theoretical | proof | prove | analysis | guarantee
future work | future research | leave for future | next
apply | application | use case | useful | downstream
real life | real-world | practice | practical
fake | synthetic | artificial | generated
made up | synthetic | fabricate
copy | replicate | reproduce | imitate
speak | say | tell | describe
look at | inspect | examine | investigate | study | analyze | explore
compare | versus | against | baseline
judge | evaluate | rate | rank | assess
rule | constraint | principle | guideline
reward | signal | objective
piece | segment | chunk | patch | fragment
layer | block | depth
turn | round | step | iteration
join | combine | merge | concatenate
map | translate | convert | transform
store | save | memory | cache
plug in | plug-and-play | adapter | compatible | integrate
training-free | tuning-free | without training | no training | off-the-shelf
untrained | zero-shot | training-free
seen | unseen | familiar | out-of-distribution
private | proprietary | closed-source | commercial
everyone | community | public
leak | contamination | memorize | memorization
private data | privacy | sensitive | personal
copyright | license | intellectual property
bias | unfair | fairness | stereotype | skewed
cheaply | low-cost | inexpensive | affordable
scale up | scaling | scalable | larger | grow
run out | scarce | scarcity | shortage | limited
unlabeled | unsupervised | self-supervised | without labels
noise | noisy | corrupt | perturbation
clean | high-quality | curate | filter
quality | high-quality | fidelity
blurry | artifact | distortion | low-quality
sharp | detail | fine-grained | high-resolution | high-fidelity
realistic | photorealistic | natural | lifelike | plausible
pretty | aesthetic | visual quality | appealing
smooth | consistent | coherent | continuity
long videos | long-form | minute-long | extended
hair | body | face | identity | avatar | portrait
draw | sketch | paint | generate | render
describe | caption | description
point at | grounding | localize | locate | refer
cut out | segment | segmentation | mask
count | counting | number
read | reading | ocr | recognize
recognize | recognition | detect | identify | classify
look up | retrieve | retrieval | search | fetch
rank | reranking | order | sort | prioritize
remember | recall | memory | memorize | retain
plan | planning | strategy | decompose
step | stage | phase | iteration
loop | iterative | recursive | repeat
check itself | self-correction | self-reflection | self-verification | critique
ask for help | feedback | human-in-the-loop | interactive
explain | explanation | interpretability | interpretable | understand why
transparent | open | interpretable
confident | confidence | uncertainty | calibration
random | stochastic | sampling
guess | estimate | predict | infer
ahead | future | anticipate | proactive
imagine | simulate | simulation | world model
physics | physical | dynamics
walk | locomotion | navigate | navigation
grab | grasp | manipulate | manipulation
drive | driving | vehicle | autonomous
play | game | agent | environment
win | outperform | victory | win rate
weird | unusual | anomalous | outlier | out-of-distribution
wordy | verbose | overthinking | redundant | lengthy
short | concise | brief | compress
waste | redundant | inefficient | unnecessary
fit | memory footprint | deploy | run on
laptop | consumer | local | single gpu | edge
crash | collapse | diverge | instability | unstable
stuck | plateau | saturate | stagnate
overlap | redundancy | duplicate
depend | rely | sensitive | conditioned
independent | agnostic | regardless
hint | guidance | cue | clue | signal
examples in the prompt | few-shot | in-context | demonstrations
by hand | manual | manually | handcrafted | human-designed
on its own | autonomous | automatic | automatically | self
share | joint | shared | unified | common
one model | unified | single model | joint
mix | mixture | combination | blend | hybrid
swap | replace | substitute | exchange
add | augment | inject | incorporate | insert
freeze | frozen | fixed | unchanged
grow worse | degrade | degradation | drop
agree | agreement | align | alignment | consistent | correlate
match people | human preference | human judgment | human-level
near | close | comparable | approach
tell apart | distinguish | discriminate | separate
hidden | latent | internal | implicit
shape | geometry | structure | mesh | 3d
angle | viewpoint | view | camera | pose
lighting | illumination | relighting
texture | material | appearance
where to look | attention | focus | region
medicine | medical | clinical | patient | healthcare
law | legal | court
chemistry | molecule | molecular | chemical | drug | protein
money | financial | finance | economic | trading
school | education | student | exam
news | article | media | misinformation
website | web | page | browser
table | tabular | spreadsheet
chart | figure | plot | diagram | graph
bug | vulnerability | error | defect | fault
unit tests | execution | test cases | verify
proof | theorem | formal | lean | prove
tone | emotion | style | affect
singing | song | music
sign | gesture | motion | pose
mouth | lip | talking head
location | spatial | position | place
time | temporal | duration | long-term
world knowledge | factual | knowledge | facts
rare | long-tail | low-resource | uncommon
tokens | vocabulary | tokenizer | tokenization
speed of training | convergence | converge | training time
good data | data quality | high-quality data | data selection | curation`;
