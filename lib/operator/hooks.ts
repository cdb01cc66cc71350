import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { usePages } from '#lib/client/use-pages';
import type { HandledJobsDto, HandleJobsInput, JobPage, JobState, TodayDto } from './contract.ts';

/** The console is looked at while something goes on. */
const refreshInterval = 10_000;

/** How the installation is, kept current. */
export function useToday(fallback: TodayDto) {
  const { data, error, mutate } = useSWR<TodayDto>('/api/operator/today', getJson, {
    fallbackData: fallback,
    refreshInterval,
  });
  return { today: data ?? fallback, error: error as unknown, retry: () => mutate() };
}

/** Jobs in one state, kept current. `handle` rejects with an ApiError. */
export function useJobs(state: JobState, fallback: JobPage) {
  const list = usePages<JobPage>(`/api/operator/jobs?state=${state}`, {
    fallback,
    refreshInterval,
  });
  const { pages = [fallback], retry } = list;
  return {
    jobs: pages.flatMap((page) => page.items),
    tasks: pages[0]?.tasks ?? [],
    error: list.error,
    isLoading: list.isLoading,
    hasMore: list.hasMore,
    loadMore: list.loadMore,
    retry,
    handle: async (input: HandleJobsInput) => {
      const done = await sendJson<HandledJobsDto>('POST', '/api/operator/jobs', input);
      await retry();
      return done;
    },
  };
}
