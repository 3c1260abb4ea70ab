/** Words of everyday and encyclopaedic prose that stand for one another. Written from general knowledge. */
export const EVERYDAY_SPEECH = `prefer | favor | favour | like | preference
isolate | separate | detach | apart
separate | divide | split | apart
end | finish | conclude | cease | stop | terminate | abolish | close
leave | depart | flee | emigrate | exit | quit
arrive | come | reach | land | enter
go | travel | move | journey | sail | march
settle | colonize | colonist | settler | settlement | immigrate
teach | professor | teacher | instructor | lecturer | educate
study | student | attend | enroll | educated
school | college | university | academy
attack | raid | assault | invade | invasion | strike | besiege
defeat | beat | win | conquer | victory | overcome
win | won | victory | champion | award
lose | lost | defeat
fight | battle | war | combat | conflict
protect | defend | guard | preserve
rule | govern | reign | control | dominion
king | emperor | ruler | monarch | sovereign
queen | empress | monarch
lead | head | command | direct | leader
replace | succeed | substitute | supersede | instead
follow | succeed | next | subsequent
join | enter | member | ally | enlist
belong | member | part of
pay | fund | finance | cost | money
money | fund | revenue | income | currency
price | cost | worth | value
sell | trade | export | market
grow | increase | rise | expand | growth
shrink | decrease | decline | reduce | fall
rise | increase | climb | surge
get | receive | obtain | acquire | gain
give | grant | provide | award | donate
own | possess | hold | property | belong
allow | permit | enable | let | authorize
forbid | ban | prohibit | outlaw | restrict
stop | prevent | block | halt | prohibit
cause | lead | result | bring about | produce | trigger
happen | occur | take place | event
start | begin | open | initiate | commence | introduce
become | turn into | develop into
stay | remain | continue
help | assist | aid | support
need | require | demand | necessary
want | wish | desire | seek | intend
try | attempt | effort | seek
think | believe | consider | regard | view
believe | belief | religion | faith
religion | religious | faith | buddhism | christian | church | protestant | catholic | islam
call | name | known as | refer | term | title
mean | meaning | refer | define | denote
type | kind | sort | form | category | variety
group | organization | band | team
many | numerous | number | amount
large | big | great | huge | major | significant
small | little | minor | tiny
old | age | ancient | oldest
new | modern | recent
famous | known | renowned | notable | popular | celebrated
important | significant | major | key | essential
main | primary | chief | principal | major | central
rich | wealthy | affluent
poor | poverty
sick | ill | disease | illness
doctor | physician | medicine
food | eat | diet | feed
song | sing | singer | music | perform
act | play | portray | star | role
show | series | program | television
play | perform | portray
write | author | publish | compose | book
book | novel | publication
paint | painter | painting | artist
build | construct | erect | establish
building | house | structure | tower | palace
locate | situated | lie | stand | found in
near | close | adjacent | border
area | region | territory | zone | district
land | territory | soil | estate
river | lake | stream | water
sea | ocean | maritime | naval
ship | boat | vessel | fleet | navy
army | troops | force | military | soldier
soldier | troops | army
law | legislation | act | statute | legal
court | judge | trial | justice
vote | elect | election | ballot
government | administration | state | authority
party | political
agreement | treaty | accord | pact
child | son | daughter | offspring
father | son | parent
brother | sister | sibling | nephew | relative | relation
friend | ally | companion
people | population | inhabitants | citizens | residents
tribe | native | indian | indigenous
year | date | century | decade
long | duration | length | last
high | height | tall | elevation
far | distance | miles | kilometers
deep | depth
hot | heat | temperature | warm
fast | rapid | quick | speed
popular | common | widespread
rare | uncommon | scarce
different | differ | difference | distinct | contrast
same | similar | identical | equal
similar | resemble | alike | analogous
change | alter | transform | reform | revise
plan | strategy | campaign | propose | scheme
idea | concept | theory | notion | proposal
theory | hypothesis | model
reason | because | due | why
effect | impact | influence | consequence | result
success | successful | succeed | achieve
fail | failure | unsuccessful
danger | risk | threat | hazard
secret | hidden | covert
announce | declare | proclaim | proclamation | edict
order | command | decree | edict
punish | penalty | sentence | execute
accuse | charge | blame
escape | flee | refuge | refugee
hide | conceal
send | dispatch | deliver | transmit
carry | transport | convey | deliver
connect | link | join | network
contain | include | consist | comprise | hold
surround | enclose | around
cover | span | extend
spread | expand | distribute | transmit
measure | unit | gauge
count | total | number
average | mean | typical`;
