import { useRef } from 'react';
import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { OverviewDto, OverviewPatch } from './contract.ts';

const path = '/api/overview';

/** How the person has the Overview; a change shows at once and is taken back when refused. */
export function useOverview(fallback: OverviewDto) {
  const { data, mutate } = useSWR<OverviewDto>(path, getJson, { fallbackData: fallback });
  const overview = data ?? fallback;
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return {
    overview,
    /** Rejects with an ApiError. */
    update: async (patch: OverviewPatch) => {
      // One after the other: of two on their way at once the server may hear the later one first, and keep the earlier.
      const sent = last.current.then(() => sendJson<OverviewDto>('PATCH', path, patch));
      last.current = sent.catch(() => {});
      await mutate(sent, { optimisticData: { ...overview, ...patch }, revalidate: false });
    },
  };
}
