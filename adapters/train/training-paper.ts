import { z } from 'zod';

/** What the trainer reads of a paper; other fields of a row are ignored. */
export const trainingPaper = z.object({
  title: z.string().trim().min(1),
  abstract: z.string().trim().min(1),
  /** A sentence or two by the authors, for those in a hurry. */
  tldr: z.string().optional(),
  keywords: z.array(z.string()).optional(),
});

export type TrainingPaper = z.infer<typeof trainingPaper>;
