import { useEffect, useEffectEvent } from 'react';
import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { usePages } from '#lib/client/use-pages';
import type {
  ConnectionPage,
  DeliveryPage,
  HandledJobsDto,
  HandleJobsInput,
  JobPage,
  JobState,
  OperatorRunPage,
  PlaidDto,
  TodayDto,
} from './contract.ts';

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

/** What is left of the calls that Plaid allows, kept current. */
export function usePlaid(fallback: PlaidDto) {
  const { data, error, mutate } = useSWR<PlaidDto>('/api/operator/plaid', getJson, {
    fallbackData: fallback,
    refreshInterval,
  });
  return { plaid: data ?? fallback, error: error as unknown, retry: () => mutate() };
}

/** Connections in one state, kept current. `sync` rejects with an ApiError. */
export function useConnections(state: string, fallback: ConnectionPage) {
  const list = usePages<ConnectionPage>(`/api/operator/connections?state=${state}`, {
    fallback,
    refreshInterval,
  });
  const { pages = [fallback] } = list;
  return {
    ...list,
    connections: pages.flatMap((page) => page.items),
    states: pages[0]?.states ?? [],
    sync: async (itemId: string) => {
      await sendJson('POST', '/api/operator/connections', { itemId });
      await list.retry();
    },
  };
}

/** Syncs of all connections, kept current. */
export function useOperatorRuns(show: string, fallback: OperatorRunPage) {
  const list = usePages<OperatorRunPage>(`/api/operator/sync-runs?show=${show}`, {
    fallback,
    refreshInterval,
  });
  return { ...list, runs: (list.pages ?? [fallback]).flatMap((page) => page.items) };
}

/** Webhooks as they came, kept current. */
export function useDeliveries(show: string, fallback: DeliveryPage) {
  const list = usePages<DeliveryPage>(`/api/operator/deliveries?show=${show}`, {
    fallback,
    refreshInterval,
  });
  return { ...list, deliveries: (list.pages ?? [fallback]).flatMap((page) => page.items) };
}

/** Jobs in one state, kept current. `handle` rejects with an ApiError. */
export function useJobs(state: JobState, fallback: JobPage) {
  const list = usePages<JobPage>(`/api/operator/jobs?state=${state}`, {
    fallback,
    refreshInterval,
  });
  const { pages = [fallback], retry, isKept } = list;
  const readAgain = useEffectEvent(() => void retry());
  useEffect(() => {
    // What was done to a job of one list is in another that was looked at before.
    if (isKept) readAgain();
  }, [isKept]);
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
