import { askReply } from '../threads/ask-reply.ts';
import type { Command } from './command.ts';

export const ask: Command = {
  name: 'ask',
  summary: 'A question to all papers, answered with the sentences that say it.',
  examples: ['ask does fine-tuning on new facts cause hallucinations?'],
  changes: false,
  options: [{ name: 'question', kind: 'text', description: 'a question', required: true }],
  async run(args, context) {
    return askReply(args.text('question'), context.library);
  },
};
