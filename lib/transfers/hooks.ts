import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type {
  ChangedTransferDto,
  CreateTransferInput,
  TransferBarInput,
  TransferCandidateDto,
  TransferDto,
  TransferListDto,
} from './contract.ts';

const path = '/api/transfers';

/** What is asked about transfers and what was settled unasked, kept current by the server's events. */
export function useTransfers(fallback: TransferListDto) {
  const { data, mutate } = useLive<TransferListDto>(path, 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  const without = (id: string) => (list: TransferListDto | undefined) => {
    const { items, paired, ...rest } = list ?? fallback;
    const others = (some: TransferDto[]) => some.filter((each) => each.id !== id);
    return { ...rest, items: others(items), paired: others(paired) };
  };
  return {
    ...(data ?? fallback),
    /** Answered at once, and asked again where that was not saved. Rejects with an ApiError. */
    decide: async (id: string, confirmed: boolean): Promise<ChangedTransferDto> => {
      const sent = decideTransfer(id, confirmed);
      await mutate(
        sent.then(() => undefined),
        // Read again once it is over: what is read meanwhile SWR would drop.
        { optimisticData: without(id), populateCache: false },
      );
      return sent;
    },
  };
}

/** The transfer that a row is an end of, null for none; undefined while it loads. */
export function useTransferOf(transactionId: string) {
  const { data, error, mutate } = useLive<{ transfer: TransferDto | null }>(
    `/api/transactions/${transactionId}/transfer`,
    'transactions',
  );
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return { transfer: data?.transfer, error: error as unknown, retry: () => mutate() };
}

/** What may be the other end of a row; undefined while it loads. */
export function useTransferCandidates(transactionId: string, q: string) {
  const query = q ? `?${new URLSearchParams({ q })}` : '';
  const { data, error, mutate } = useSWR<{ items: TransferCandidateDto[] }>(
    `/api/transactions/${transactionId}/transfer/candidates${query}`,
    getJson,
    { keepPreviousData: true },
  );
  return { candidates: data?.items, error: error as unknown, retry: () => mutate() };
}

/** Each rejects with an ApiError. */
export const decideTransfer = (id: string, confirmed: boolean) =>
  change(`${path}/${id}`, { confirmed });
export const createTransfer = (input: CreateTransferInput) => change(path, input);
export const barTransfers = (input: TransferBarInput) => change(`${path}/bars`, input);

/** Takes a change back by its step. Rejects with an ApiError. */
export async function undoTransferChange(undoStepId: string): Promise<void> {
  await sendJson('POST', `/api/undo-steps/${undoStepId}`);
  tellRows('read again');
}

async function change(to: string, body: unknown): Promise<ChangedTransferDto> {
  const changed = await sendJson<ChangedTransferDto>('POST', to, body);
  tellRows('read again');
  return changed;
}
