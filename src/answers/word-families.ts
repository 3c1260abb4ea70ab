/**
 * Stems of words of one family that no stemmer brings together: "took" and "take", "death" and "die", "French" and
 * "France". A family is a line or stands between two bars. Derived from WordNet 3.0: related forms and irregular
 * inflections of words that its annotated texts hold at least three times, and the adjectives of places.
 *
 * WordNet Release 3.0. This software and database is being provided to you, the LICENSEE, by Princeton University under
 * the following license. By obtaining, using and/or copying this software and database, you agree that you have read,
 * understood, and will comply with these terms and conditions.: Permission to use, copy, modify and distribute this
 * software and database and its documentation for any purpose and without fee or royalty is hereby granted, provided
 * that you agree to comply with the following copyright notice and statements, including the disclaimer, and that the
 * same appear on ALL copies of the software, database and documentation, including modifications that you make for
 * internal use or for distribution. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS
 * SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
 * IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
 * MERCHANT- ABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
 * DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of
 * Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution of the
 * software and/or database. Title to copyright in this software, database and any associated documentation shall at all
 * times remain with Princeton University and LICENSEE agrees to preserve same.
 */
export const WORD_FAMILIES = `abid abod | abil abl | absentmind absentmindedli | absorb absorpt | acquir acquisit | act action actor | add addit
address addrest | adher adhes | admiss admit | afghan afghanistan | agenc agent | agre agreement | air airi
alveoli alveolu | analysi analys analyt analyz | analyz analyst | anastomos anastomosi
angri anger angrier angriest angrili | annoi annoy | antisera antiserum | antithyroid thyroid | apex apic
apostol pope | appar appear | appendic appendix | aqueou water | arc arck | area areal | argiv argo | argu argument
aris arisen aros | art artist | assum assumpt | assur assuredli | athen athenian | attica ionian
auditoria auditorium | aw awfulli fearfulli | awak awok awoken | babylon babylonian | bad wors worst
balk balker balki | ban bani | bandit banditti | bank banker | base basi | bat batter | bear bearer bore born
beat beatabl beaten beater | beauti beautifulli | becam becom | beef beev | befal befallen befel | begin began begun
behold beheld beholden | belgian belgium | bend bent | bethink bethought | better bet good | bibl biblic
bid bade bidden | big bigger biggest | bite bit bitten | bleak bleakli | bled bleed | bless blest | blind blindli
blow blew blower blown | blue bluer bluest | boi boyhood | bomb bomber | boreal north | bought bui
bound bind boundari | brazil brazilian | break broke broken | bred breed | brief briefli | bring brought
brisk briskli | britain britann | bronchu bronchi bronchial | brother brethren brotherhood | buff buffer
build builder built | bulk bulki | bureau bureaux | buri burial | burn burnt | busi busier busiest busili
butt butter | bypass bypast | calf calv | call caller | calm calmli | cambodia kampuchean | came come | camp camper
canada canadian | capit capitalist | care carefulli | carri carrier | catch catcher caught | caus causal
celesti heaven sky | center central centric | chao chaotic | charact characterist | charg charger | chemic chemistri
chest pector | chide chid chidden | chief chiefli | child childhood children | chin genial | china chines
choos chose chosen | christ christian | church ecclesiast | circl circular | citi citifi civic urban | civic citizen
clad cloth | claim claimant | class classifi | clean cleaner | clear clariti clearli | cleric clerk | cling clung
cold coldli | columbian columbu | comedi comic | comment commentari | commiss commission commit
commun communion communist | compar comparison | compel compuls | compet competitor | conced concess | conceiv concept
concerti concerto | confeder confederaci | congo congoles | conson consonant | conspir conspiraci
contain content contin | contin continent | continent coloni | cool coolli | cortex cortic | cost costli
count counter | countri rural | cow coward | creat creation creativ creator creatur | creep crept | cri cry
crime crimin | crisi crise critic | criteria criterion | cuba cuban | curricula curriculum | curs curst
custom customari | cycl cyclist | czech czechoslovakia | dai daili | danc dancer | danish denmark | data datum
dead deadli | deal dealer dealt | dear dearli | decid decis | decomposit septic | deepli deep deeper | defi defianc
defin definit | deliv deliveri | deni denial | dens densiti | despair desper | destroi destruct | develop development
diagnos diagnosi | dialysi dialys dialyz | die di dy death | diet dietari | differ differenti | dig digger dug
dim dimli | dimens dimension | dine dinner | dip dipper | direct omnidirect | dirti dirt dirtier dirtiest
discov discoveri | distinct distinguish | dive dove | divid divis | document documentari | dogma dogmata
domin dominion | dosag dose | drain drainag | drape draperi | draw drawer drawn drew | dream dreamt
drink drank drunk | drive driven drove | drop droplet | dry dri drier driest dryer dryest | due duli | dull dulli
dutch netherland | dwarf dwarv | dwell dweller dwelt | eager eagerli | earli earlier earliest
easi easier easiest easili | eat eaten | edg edger edgi | egypt egyptian | elect elector elig | emiss emit
emot emotion | emphas emphasi | empir imperi quackeri | emploi employe | empti emptier emptiest | energet energi
england english | enjoi enjoy | enter entranc entri | epiphys epiphysi | equat equal equatori equinocti
equilibria equilibrium | err error | europ european | evolut evolv | exact precis | exampl exemplifi | exce excess
excit excitatori excitedli | exclaim exclam | expect expectantli | expend expenditur | experi experienti experiment
explain explan | expos exposur | fabric textil | fail failur | faint faintli | fair fairli | fall fallen fell
fame famou | far farther | farm farmer | fat fatter fattest | fearfulli fear | feed fed fee | feel felt | feet foot
fellow fellowship | fever feverish | field fielder | fieri fire | fight fighter fought | filipino philippin
financ fiscal | firm firmli | fit fitter fittest | flat flatli flatter flattest | flee fled flight | fling flung
florenc florentin | fly flew flown | focu focal foci | fond fondli | forbid forbad forbidden | forego foregon forew
forese foresaw foreseen | forget forgot forgotten | forgiv forgav forgiven | form format | forsak forsaken forsook
fort fortifi | found find foundat | fragment fragmentari | franc french gallic | frank frankli
free freeli freer freest | freez froze frozen | friend friendship | friendli friendlier friendliest
front frontag frontal | full fulli | funni fun funnier funniest | furi furiou infuri | furnish furnitur | fuse fusion
gang gangster | gees goos | genera genu | genes genesi | genet origin | genii geniu | gesticul gestur
ghana ghanaian ghanes ghanian | giant gigant | glori glorifi gloriou | gnaw gnawn | good best | grade gradual
grain granular | grave graven graviti | great greatli | greec grecian greek hellen romaic
grim grimli grimmer grimmest | grind ground | grip gript | grow grew grown growth | guid guidanc | gun gunner
half halv | hang hung | happi happier happiest happili | hard harder hardest | harsh harshli | hatch hatcheri
healthi healthier healthiest | hear heard | heat thermal | heav hove | heavi heavier heaviest heavili | help helpfulli
hero heroic | hide hid hidden | hilum hila hilar | hiplength hiplin | hold held holder | home domest homei homi
honei honi | hoof hoov | hope hopefulli | hot hotter hottest | housew housewif | humbl humil | hunger hungri
hunt hunter | hypothalami hypothalamu | hypothes hypothesi | idea ideal | ident identifi | idl idli | imag imageri
imb imbed | increas increasingli | index indic | individu individualist | intens intensifi | interstellar star
introduc introductori | invad invas | invers reciproc | ionic ion ionia | iran iranian | iraq iraki iraqi
ireland irish | iron ironi | isra israel | itali italian | japan japanes | java javan javanes | jew jewish | joi joyou
joint jointli | journal journalist | judg judgment | keep kept | kill killer | king kingdom | kneel knelt
knife knive | know knew known | lai laid laiti lie | land lander | landscap landscapist | languag linguist
lao laotian | lat lati latu | latin romanc | latitud latitudinarian | law lawyer legal | lead leader led
leader leadership | lean leant | leap leapt | learn learnt | leav leaf left | legend legendari | legisl legislatur
lemma lemmata | lend lent | liber liberti | lie lain | lift lifter | light lightli lit | line lineat
literari literatur | live life liver | liverpool liverpudlian | loaf loav | lock locker | lone loneli | long longer
lose lost | loud loudli | love lover | luck lucki | lug luggag | lunar moon | lung pulmonari | lyric lyricist
machineri machin mechan | mad madder maddest madli | magic magician | magnifi magnitud | main mainer
maintain mainten | make made maker | man men | manchest mancunian | mar martian | marin sea | marksman marksmanship
maroc morocco | marri marriag | maximum maxim maxima | mean meant | media medium | medic medicin | meet met
melt molten | member membership | mental mind | merg merger | mexican mexico | mice mous | mild mildli
millennia millennium | minimum minim minima | misl mislead | mission missionari | mistak mistaken mistook
misunderstand misunderstood | mix mixtur | moisten moistur | moment momentari | momenta momentum | monster monstrou
mouth oral | move motion movement mover | mud muddi | muscl muscular | music musician | mycena mycenaean
natal birth nate | nation nationalist | naval navi | neat neatli | necess necessari | neighbor neighborhood
nerv nervou | neurosi neuros neurot | neutral neutralist | nilpot zero | nois noisi | norwai nors norwegian
notic notifi | novel novelist | nucleu nuclear nuclei | number numer | obedi obei | occid occident | oil oili
olymp olympia | omen omin | omiss omit | open openli | oppos oppon opposit | optimum optim optima | orbit suborbit
order orderli | organ organiz | overcam overcom | overflow overflown | overhear overheard | overran overrun
overrid overridden overrod | overtak overtaken overtook | overthrow overthrew overthrown | owner ownership
oxford oxonian | pacifi peac | pack packag | pai paid payment | pain painfulli | paint painter | palestin palestinian
panama panamanian | panic panick | paradis paradisiac | pari parisian | part partial | partner partnership
pass passag | pea peas | pen pent | penc penni | perceiv percept | permiss permit | person personifi | pertain pertin
peru peruvian | petit petition | phalang phalanx | phenomena phenomenon | physic physicist | pianist piano
picnic picnick | pictur depict pictori | pitch pitcher | piteou piti | place placement | plai player | plain plainli
plan planner | planetari earth planet | plant planter | plead pled | poland polish | polar pole | polit politician
poor poorli | pore porou | port portag porter | portug portugues | posit position | positiv positivist
post postal poster | potenc potenti | prai prayer | preced predecessor | presid presidenti | press pressur
pretti prettier prettiest | pri pry | prior prioriti | proce procedur proceed | profess profession
proprietor proprietorship | protest protestant | proud proudli | prove proven | provid providenti | psych psychic
public publish | punch puncher | puriti pure purifi | pursu pursuant pursuer pursuit | quackeri quack
qualifi qualiti | quick faster quickli | quiet quietli | quiz quizz | race racial | radianc radiat | radii radiu
ranch rancher | rapid rapidli | react reactant reaction | reaction reactionari | read reader | readi readier readiest
real realiti rei | rebel rebellion | rebuild rebuilt | recept receiv receptionist | recov recoveri
red redder reddest | relat relationship | reluct reluctantli | remain remnant | repai repaid
repeat repeatedli repetit | repres represent | requir requisit | resid residenti | retain retent | reveal revel
revolut revolt revolutionari | rewrit rewritten rewrot | ride ridden rider rode | right rightli | rigid rigidli
ring rang rung | rise risen rose | rite ritual | rob robber robberi | rock rocki | roman rome | romania rumanian
rose rosi | rough roughli | royal royalti | rule ruler | run ran runner | rustl rustler | sad sadli | sail sailor
salesman salesmanship | sat sit | satisfi satisfact satisfactori | scenic scene sceneri | schemat scheme
scholar scholarship | scholast school | scienc scientist | scotland scot scotch scottish | scour scourer
see saw seen seer | seek sought | seem seemingli | seiz seizur | self selv | sell sold | send sent
sens sensat sensibl sensit sensor | septa septum | sera serum | serv servant | settl settlement settler
sew sewer sewn | sex sexual | shake shaken shook | sharp sharpli | shave shaven | shelf shelv | shine shone
ship shipment | shod shoe | shoot shot | show shown | shrink shrank shrunk shrunken | shut shutter | siam siames
sight optic visual | sign signifi | signific significantli | simpl simplic | sin sinner | sing sang singer song sung
sink sank sunk sunken | skill skillfulli | slave slaveri | sleep slept | slide slid slidden | slow slowli
slug slugger | slum slummi | smell smelt | sneak snuck | sober soberli | social socialist societi | soft softli
solar sun | solut solv | sow sown | space spatial | spain spanish | spat spit | speak speaker speech spoke spoken
special specialist | spectacl spectacular | spectra spectrum | sped speed | spell spelt | spend spent | sphere spheric
spi spy | spill spilt | spin spun | spoil spoilt | sponsor sponsorship | spot spotter | spring sprang sprung
squat squatter squattest | stabil stabl | starv starvat | state civil statement | statut statutori
steal stole stolen | stick stuck | stiff stiffli | stimuli stimulu | sting stung | stoic stoicism | storag store
stout stoutli | stratum strata stratifi | strew strewn | stride stridden strode | strike strikingli struck
string strung | strive striven strove | strong stronger strongest | student studi | submiss submit
succe success successor | success successfulli | sudan sudanes | sue suit | superfici surfac | surpris surprisingli
suspect suspicion | swear swore sworn | sweden swedish | sweep swept | swell swollen | swift swiftli | swim swam swum
swing swung | swiss switzerland | synthes synthesi | tabl tabul | tack tacker | tactual touch | take taken took
teach taught teacher | team teamster | tear tore torn | technician techniqu | teeth tooth | tempi tempo | tempor time
tempt temptat | tend tendenc tender | term termin | testifi testimoni | texa texan | thailand tai thai
therapeut therapi | thick thickli | thief thiev | thin thinner thinnest | thought think thoughtfulli
thrive thriven throve | throw threw thrown | tibet tibetan | tight tightli | tini tinier tiniest | tip tipper tipster
tone isoton tonal | top topper | torsi torso | tour tourist | town township | traffic traffick | tragedi tragic
trap trapper | tread trod trodden | treat treatment | triumph triumphant | true truer truest truli | try tri trial
ukrain ukrainian | underli underlai underlain | understand understood | undertak undertaken undertook
underwrit underwritten underwrot | undo undid undon | unexpect unexpectedli | unit unifi union | upheld uphold
urg urgenc urgent | utter utterli | vacant vacat | vacua vacuum | vain vaniti | valu evalu valuabl
vari variabl variat | vascular vessel | vast vastli | venetian venic | verbal verb word | vertex vertic | vice viciou
vienna viennes | visit visitor | vivid vividli | vocal voic | volum volumin | vote voter | wait waiter
wake woke woken | war warrior | wave waver wavi | wear wore worn | weari wearili | weav wove woven | weep wept
west westerli | wet wetter wettest | whiz whizz | whole wholli | wife wive | wild wildli | will willing | wind wound
wire wiri | wit witti | withdraw withdrawn withdrew | withheld withhold | withstand withstood | wonder wonderfulli
work workabl worker wrought | write written wrote | young younger youngest | zone zonal zonari`;
