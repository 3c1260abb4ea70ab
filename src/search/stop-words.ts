/** Words that carry no topic; a text's length does not count them and a query does not look for them. */
const STOP_WORDS = new Set(
  `a about above across after again against all almost along already also although always am among an and another any
are aren't around as at away be became because become been before behind being below between both but by can cannot
can't could did didn't do does doesn't doing don't done down during each either else enough etc even ever every few for
from further get gets getting give gives given go goes going got had has hasn't have haven't having he her here hers him
his how however i i'm if in indeed instead into is isn't it it's its itself just let like made make makes many may me
might mine more most much must my myself need needs neither never no none nor not now of off often on once one only onto
or other others our ours out over own per perhaps please quite rather really same say see seem seems several shall she
should show shows since so some something still such take than that that's the their theirs them themselves then there
therefore these they thing things this those though through thus to together too toward towards under until up upon us
use used uses using very via want wants was wasn't way ways we well were what what's whatever when where whether which
while who whom whose why will with within without won't would yet you your yours`.split(/\s+/),
);

/** Words with which people ask for papers, not for a topic: they say nothing where a query has other words. */
const CARRIERS = new Set(
  `paper papers article articles work works study studies research publication publications preprint find finding search
look looking anything anyone somebody someone something everything stuff people guys tell know recent latest new newest
interested concerning deal dealing regarding discuss discussing describe describing exist information`.split(/\s+/),
);

export function isStopWord(lowerCase: string): boolean {
  return STOP_WORDS.has(lowerCase.replaceAll('’', "'"));
}

export function isCarrier(lowerCase: string): boolean {
  return CARRIERS.has(lowerCase);
}
