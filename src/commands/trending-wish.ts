import type { ArgumentValue, Invocation } from '../messages/invocation.ts';
import { shorten } from '../messages/shorten.ts';
import type { Paper } from '../papers/paper.ts';
import { type Standings, standings } from '../trending/standings.ts';
import { TRENDING_VIEWS, type TrendingView } from '../trending/trending.ts';
import { TRENDING_WINDOWS, type TrendingWindow } from '../trending/windows.ts';
import type { Arguments, Context } from './command.ts';

/** What is asked of the trending papers. */
export interface TrendingWish {
  /** Empty for all. */
  readonly topic: string;
  readonly view: TrendingView;
  readonly window: TrendingWindow;
  readonly explain: boolean;
}

export function trendingWish(args: Arguments): TrendingWish {
  return {
    topic: args.text('topic'),
    view: TRENDING_VIEWS.find((view) => view === args.text('view')) ?? 'top',
    window: TRENDING_WINDOWS.find((window) => window === args.text('window')) ?? 'day',
    explain: args.flag('explain'),
  };
}

/** The same as an invocation, with no more said than is needed. */
export function wishInvocation({ topic, view, window, explain }: TrendingWish): Invocation {
  const args: Record<string, ArgumentValue> = {};
  if (topic !== '') args['topic'] = topic;
  if (view !== 'top') args['view'] = view;
  if (window !== 'day') args['window'] = window;
  if (explain) args['explain'] = true;
  return { command: 'trending', args };
}

/** What trends as it was wished, with what the team made of it. */
export function standingsFor(
  { view, window }: TrendingWish,
  context: Context,
  wanted: (paper: Paper) => boolean,
): Promise<Standings> {
  const { library, signals, place, clock } = context;
  const team = (since: number) => signals.team(place, since);
  return standings({ library, team, now: clock.now().getTime(), view, window, wanted });
}

const IN_WINDOW: Readonly<Record<TrendingWindow, string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};

/** "Trending today", "Rising this week"; a page that lists papers knows no time. */
export function trendingTitle(view: TrendingView, { basis, window }: Standings): string {
  if (basis === 'page') return 'Trending';
  return `${view === 'top' ? 'Trending' : 'Rising'} ${IN_WINDOW[window]}`;
}

/** A topic as it is repeated, without the quotes that it was typed in. */
export function topicEcho(topic: string): string {
  return shorten(topic.replace(/^"([^"]*)"$/, '$1'), 80);
}
