import useSWR, { type SWRConfiguration, type SWRResponse } from 'swr';
import type { LiveTopic } from '#lib/live/contract';
import { getJson } from './api.ts';
import { useLiveTopic } from './live.ts';

/**
 * Reads JSON, and reads it again whenever the server says that something of these topics changed.
 * However many show it and however fast events come, it is asked for once at a time: a first sync
 * tells of itself a dozen times within seconds.
 */
export function useLive<Data, Failure = unknown>(
  path: string | null,
  topics: LiveTopic | readonly LiveTopic[],
  options: SWRConfiguration<Data, Failure> = {},
): SWRResponse<Data, Failure> {
  const answer = useSWR<Data, Failure>(path, getJson, options);
  useLiveTopic(topics, (event) => {
    if (path !== null) readAgain(path, event, () => answer.mutate());
  });
  return answer;
}

type Reading = { event: number; isStale: boolean };

const readings = new Map<string, Reading>();

function readAgain(path: string, event: number, read: () => Promise<unknown>): void {
  const reading = readings.get(path);
  if (reading) {
    // Who else shows it hears of the same event.
    if (event > reading.event) Object.assign(reading, { event, isStale: true });
    return;
  }
  const begun: Reading = { event, isStale: false };
  readings.set(path, begun);
  const end = () => {
    readings.delete(path);
    if (begun.isStale) readAgain(path, begun.event, read);
  };
  read().then(end, end);
}
