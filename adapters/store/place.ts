import type { Place } from '../../src/ports.ts';

interface ChannelColumns {
  readonly adapter: string;
  readonly workspace: string;
  readonly channel: string;
}

/** The channel of a place, whatever thread it names. */
export function channelColumns({ adapter, workspace, channel }: Place): ChannelColumns {
  return { adapter, workspace, channel };
}

export function placeOf({ adapter, workspace, channel }: ChannelColumns): Place {
  return { adapter, workspace, channel };
}

/** The same for the same channel, and for no other. */
export function channelKey({ adapter, workspace, channel }: ChannelColumns): string {
  return JSON.stringify([adapter, workspace, channel]);
}
