/** Shown to the person as it is; the sentence says what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The environment is wrong. Lists every problem at once, each with its mend. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
