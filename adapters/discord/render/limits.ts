/**
 * Discord's limits (https://discord.com/developers/docs/components/reference): lengths in UTF-16 units, which are never
 * fewer than what Discord counts, the others in pieces.
 */
export const LIMITS = {
  /** Nested ones too. */
  components: 40,
  /** Over all texts and, as the documentation says no more than "displayable text", labels. */
  characters: 4000,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** Discord takes 100; the rest is for what makes it unique in its message. */
  customId: 90,
  /** Our own, as those that follow. */
  heading: 150,
  /** Where it stands in for a message that has nothing to show. */
  summary: 600,
  /** So that a line with a link fits into a message. */
  url: 1000,
} as const;

/** A text that could grow is cut into several of about this size, so that parts can be filled evenly. */
export const TEXT_SIZE = 1900;
