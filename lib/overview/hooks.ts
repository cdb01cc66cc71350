import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { OverviewDto, OverviewPatch } from './contract.ts';

const path = '/api/overview';

/** How the person has the Overview; a change shows at once and is taken back when refused. */
export function useOverview(fallback: OverviewDto) {
  const { data, mutate } = useSWR<OverviewDto>(path, getJson, { fallbackData: fallback });
  const overview = data ?? fallback;
  return {
    overview,
    /** Rejects with an ApiError. */
    update: async (patch: OverviewPatch) => {
      await mutate(sendJson<OverviewDto>('PATCH', path, patch), {
        optimisticData: { ...overview, ...patch },
        revalidate: false,
      });
    },
  };
}
