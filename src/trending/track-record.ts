import type { Paper } from '../papers/paper.ts';
import { expectedOutcome } from './expectation.ts';

/** What is known of a paper on the day on which it is listed, and can be known of others before it. */
export type Listed = Pick<Paper, 'authors' | 'organization' | 'links'>;

/** What became of a paper. */
export interface Outcome {
  readonly paper: Listed;
  /** Its votes in the morning of the day on which it was listed. */
  readonly votes: number;
  /** See `outcomeOf`. */
  readonly outcome: number;
}

/** By what papers resemble each other before anybody voted. */
export type Likeness = 'authors' | 'organization' | 'projectPage' | 'teamSize';

/** How much more (or less) than expected became of earlier papers like one, on the scale of ln(1 + votes). */
export interface Tendency {
  /** The sum over all likenesses, rounded to thousandths, so that what is shown is what is counted. */
  readonly total: number;
  readonly by: Readonly<Record<Likeness, number>>;
}

export interface TrackRecord {
  of(paper: Listed): Tendency;
}

/** As if this many papers of each author, organization and so on had come to just what was expected. */
const CAUTION = 8;
/** The team sizes that are told apart: up to so many authors, and more. */
const TEAM_SIZES = [3, 7, 15];

/** Learns from earlier papers which authors' and which organizations' papers come to more than their first votes promise. */
export function learnTrackRecord(outcomes: Iterable<Outcome>): TrackRecord {
  const learned = new Map<string, { surplus: number; papers: number }>();
  for (const { paper, votes, outcome } of outcomes) {
    const surplus = outcome - expectedOutcome(votes);
    for (const member of Object.values(membersOf(paper)).flat()) {
      const known = learned.get(member);
      if (known) {
        known.surplus += surplus;
        known.papers++;
      } else learned.set(member, { surplus, papers: 1 });
    }
  }
  const meanOf = (members: readonly string[]): number => {
    let sum = 0;
    for (const member of members) {
      const known = learned.get(member);
      if (known) sum += known.surplus / (known.papers + CAUTION);
    }
    return members.length === 0 ? 0 : sum / members.length;
  };
  return {
    of(paper) {
      const members = membersOf(paper);
      const by = {
        authors: meanOf(members.authors),
        organization: meanOf(members.organization),
        projectPage: meanOf(members.projectPage),
        teamSize: meanOf(members.teamSize),
      };
      const total = by.authors + by.organization + by.projectPage + by.teamSize;
      return { total: Math.round(total * 1000) / 1000, by };
    },
  };
}

function membersOf({ authors, organization, links }: Listed): Record<Likeness, readonly string[]> {
  const size = TEAM_SIZES.findIndex((most) => authors.length <= most);
  return {
    authors: [...new Set(authors)].map((author) => `author ${author}`),
    organization: [organization === undefined ? 'no organization' : `organization ${organization}`],
    projectPage: [links.some(({ kind }) => kind === 'project') ? 'project page' : 'no project page'],
    teamSize: [`team size ${size}`],
  };
}
