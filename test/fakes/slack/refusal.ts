import type { Json } from './types.ts';

/** Slack says no: the answer is `{ok: false, error}`. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Json;

  /** @param details what else stands in the answer, such as `response_metadata` */
  constructor(code: string, details: Json = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal with Slack's messages about what is wrong where. */
export function refusalWith(code: string, problems: readonly string[]): Refusal {
  return new Refusal(code, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
