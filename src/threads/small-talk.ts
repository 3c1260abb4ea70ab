const THANKS =
  /^(?:(?:ok(?:ay)?|great|nice|cool|perfect|awesome|super|and|many|so|got it|very)[\s,!.]*)*(?:thanks?|thank you|thx|ty|cheers|danke|merci|gracias|🙏|👍|❤️|great|nice|cool|perfect|awesome|got it|ok(?:ay)?)(?:\s+(?:a lot|so much|very much|paperboy|bot|you|all))*[\s!.:)🙂👍🙏]*$/iu;
const HELP =
  /^(?:help(?: me)?|\?+|hi|hello|hey|good (?:morning|afternoon|evening)|what can (?:you|i) (?:do|ask)|commands?|who are you|what are you)(?:[\s,]+(?:there|paperboy|bot))?[\s!.?👋]*$/iu;
const QUESTION =
  /\?\s*$|^(?:(?:and|so|but)\s+)?(?:what|which|who|whose|where|when|why|how|does|do|did|is|are|was|were|can|could|has|have|should|will|would)\b.*\s\S/is;

/** What needs no paper to answer. */
export function readSmallTalk(text: string): 'thanks' | 'help' | undefined {
  const said = text.trim();
  if (THANKS.test(said)) return 'thanks';
  return HELP.test(said) ? 'help' : undefined;
}

export function isQuestion(text: string): boolean {
  return QUESTION.test(text.trim());
}

/** Whether a message only makes sense after what was said before: "and on MATH?", "the second one", "is their code out?" */
export function refersBack(text: string): boolean {
  const said = text.trim();
  return (
    readSmallTalk(said) === 'thanks' ||
    /^(?:and|what about|how about|why|compare|more|next|similar)\b/i.test(said) ||
    /\b(?:they|their|them|its|it|this|these|those)\b/i.test(said) ||
    /\b(?:first|second|third|fourth|fifth|last)\s+(?:one|paper)\b|#\d/i.test(said)
  );
}
