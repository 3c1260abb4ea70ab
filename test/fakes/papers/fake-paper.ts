/** A paper as both services know it; the rows and entries are made of it in their shapes. */
export interface FakePaper {
  /** Without its version. */
  readonly id: string;
  readonly version?: number;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  /** ISO 8601, in whole seconds. */
  readonly submitted?: string;
  readonly categories?: readonly string[];
  readonly announced?: string;
  readonly comment?: string;
  readonly votes?: number;
  readonly comments?: number;
  readonly code?: string;
  readonly stars?: number;
  readonly project?: string;
  readonly keywords?: readonly string[];
  readonly organization?: string;
}

export const fakePaper = (id: string, more: Partial<FakePaper> = {}): FakePaper => ({
  id,
  title: `Paper ${id}: A Study`,
  abstract: `We study what ${id} is about, and find that it is so.`,
  ...more,
});

/** A row of Hugging Face's daily list of 2026. */
export function dailyRow(paper: FakePaper): Readonly<Record<string, unknown>> {
  const { id, title, abstract, authors = ['Ada Lovelace'], submitted = '2026-02-20T10:00:00Z' } = paper;
  const organization =
    paper.organization === undefined
      ? {}
      : { organization: { _id: '653b817d32c97d0655575872', name: paper.organization, fullname: 'Some Lab' } };
  return {
    paper: {
      id,
      authors: authors.map((name, i) => ({ _id: `author${i}`, name, hidden: false })),
      publishedAt: submitted.replace('Z', '.000Z'),
      submittedOnDailyAt: '2026-02-26T00:00:00.000Z',
      title,
      submittedOnDailyBy: { _id: 'someone', fullname: 'Some One', user: 'someone', type: 'user', isPro: false },
      summary: abstract,
      upvotes: paper.votes ?? 1,
      discussionId: `discussion-${id}`,
      ...(paper.project === undefined ? {} : { projectPage: paper.project }),
      ...(paper.code === undefined ? {} : { githubRepo: paper.code, githubRepoAddedBy: 'user' }),
      ...(paper.stars === undefined ? {} : { githubStars: paper.stars }),
      ai_summary: 'A summary by a machine.',
      ...(paper.keywords === undefined ? {} : { ai_keywords: paper.keywords }),
      ...organization,
    },
    publishedAt: submitted.replace('Z', '.000Z'),
    title,
    summary: abstract,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: paper.comments ?? 0,
    submittedBy: { _id: 'someone', fullname: 'Some One', name: 'someone', type: 'user', isPro: false },
    ...organization,
    isAuthorParticipating: false,
  };
}
