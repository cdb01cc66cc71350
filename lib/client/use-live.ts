import useSWR, { type SWRConfiguration, type SWRResponse } from 'swr';
import type { LiveTopic } from '#lib/live/contract';
import { getJson } from './api.ts';
import { useLiveTopic } from './live.ts';
import { readOnce } from './read-once.ts';

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
    if (path !== null) readOnce(path, event, () => answer.mutate());
  });
  return answer;
}
