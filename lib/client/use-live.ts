import { useEffect, useEffectEvent, useState } from 'react';
import useSWR, { type SWRConfiguration, type SWRResponse, useSWRConfig } from 'swr';
import type { LiveTopic } from '#lib/live/contract';
import { getJson } from './api.ts';
import { useLiveRender } from './live.ts';
import { readOnce } from './read-once.ts';

/**
 * Reads JSON, and reads it again whenever the server says that something of these topics changed.
 * However many show it and however fast events come, it is asked for once at a time: a first sync
 * tells of itself a dozen times within seconds. What the page came with is not asked for again.
 */
export function useLive<Data, Failure = unknown>(
  path: string | null,
  topics: LiveTopic | readonly LiveTopic[],
  options: SWRConfiguration<Data, Failure> = {},
): SWRResponse<Data, Failure> {
  const { cache } = useSWRConfig();
  // What an earlier visit left is older than what came with the page, and SWR shows it.
  const [rendered] = useState(() =>
    path !== null && options.fallbackData !== undefined && cache.get(path)?.data === undefined
      ? path
      : null,
  );
  const answer = useSWR<Data, Failure>(path, getJson, {
    revalidateIfStale: path === null || path !== rendered,
    ...options,
  });
  const keep = useEffectEvent(() => {
    if (rendered === null || cache.get(rendered)?.data !== undefined) return;
    // Whoever changes what is shown finds it there.
    void answer.mutate(options.fallbackData, { revalidate: false });
  });
  // Once all that show it listen: SWR draws anew whoever finds, as they begin to, that somebody else has put it there.
  useEffect(() => queueMicrotask(keep), []);
  useLiveRender(topics, path ?? '', (event) => {
    // After what the page came with is in its place: SWR drops an answer that was asked for before a change of it.
    if (path !== null) queueMicrotask(() => readOnce(path, event, () => answer.mutate()));
  });
  return answer;
}
