import { z } from 'zod';

/** Discord may say null for what was not said. */
const unsaid = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** An option as it is sent and as Discord gives it back, which leaves out what is the default. */
const OPTION_FIELDS = {
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  min_value: unsaid(z.number()),
  max_value: unsaid(z.number()),
  choices: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .nullish()
    .transform((choices) => choices ?? []),
};

/** The commands of an application, reduced to what the bot says of them. */
export const COMMAND_LIST = z.array(
  z.object({
    type: z.number().default(1),
    name: z.string(),
    description: z.string().default(''),
    contexts: unsaid(z.array(z.number())),
    integration_types: unsaid(z.array(z.number())),
    options: z.array(z.object({ ...OPTION_FIELDS, options: z.array(z.object(OPTION_FIELDS)).default([]) })).default([]),
  }),
);

/** The same text for lists that register the same, in whatever order Discord gives the commands back. */
export function comparable(commands: z.infer<typeof COMMAND_LIST>, inServer: boolean): string {
  const told = commands.map(({ contexts, integration_types, ...command }) =>
    inServer ? command : { ...command, contexts: contexts?.toSorted(), where: integration_types?.toSorted() },
  );
  return JSON.stringify(told.sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1)));
}
