import { UserError } from '../src/errors.ts';
import { manifestText } from './slack/manifest/command.ts';

/** `manifest [--url https://…]`: what a Slack app for Paperboy is made from. */
try {
  process.stdout.write(manifestText(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
