import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { SplitSummary, TransactionDto } from '#lib/transactions/contract';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type { ChangedSplitDto, PartInput, SplitDto, UnsettledSplitListDto } from './contract.ts';

const pathOf = (transactionId: string) => `/api/transactions/${transactionId}/split`;

/** How a transaction is split; undefined while it loads. */
export function useSplit(transactionId: string) {
  const path = pathOf(transactionId);
  const { data, error, mutate } = useLive<SplitDto>(path, 'transactions');
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  /** Shown at once as it will be, here and in every list, and as it was where that fails. */
  const change = async (sent: Promise<ChangedSplitDto>, shown?: SplitDto) => {
    const takeBack = shown && showInRows(transactionId, shown);
    try {
      await mutate(sent, { optimisticData: shown, revalidate: false });
    } catch (error) {
      takeBack?.();
      throw error;
    }
    tellRows('read again');
    return sent;
  };
  return {
    split: data,
    error: error as unknown,
    retry: () => mutate(),
    /** Each rejects with an ApiError. */
    set: (parts: PartInput[], shown: SplitDto) => change(setSplit(transactionId, parts), shown),
    giveBack: () => change(sendJson<ChangedSplitDto>('DELETE', path)),
  };
}

/** @returns what shows the row as it was */
function showInRows(transactionId: string, { parts, leftMinor }: SplitDto): () => void {
  let former: TransactionDto | undefined;
  const summary: SplitSummary = {
    parts: parts.map(({ category, minor }) => ({ category: category?.name ?? null, minor })),
    leftMinor,
  };
  tellRows((row) => {
    if (row.id !== transactionId) return row;
    former = row;
    return { ...row, split: parts.length > 0 ? summary : null, matched: null };
  });
  return () => tellRows((row) => (former && row.id === transactionId ? former : row));
}

/** Splits it, or without parts makes it whole. Rejects with ApiError. */
function setSplit(transactionId: string, parts: PartInput[]): Promise<ChangedSplitDto> {
  return sendJson('POST', pathOf(transactionId), { parts });
}

/** Takes a change back by its step. Rejects with ApiError. */
export async function undoSplitChange(undoStepId: string): Promise<void> {
  await sendJson('POST', `/api/undo-steps/${undoStepId}`);
  tellRows('read again');
}

/** Splits that no longer come to their amounts, kept current by the server's events. */
export function useUnsettledSplits(fallback: UnsettledSplitListDto) {
  const { data, mutate } = useLive<UnsettledSplitListDto>('/api/splits', 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return {
    splits: (data ?? fallback).items,
    /** Rejects with an ApiError, and is a question again. */
    settle: async (transactionId: string, parts: PartInput[]) => {
      const sent = setSplit(transactionId, parts);
      const without = (list: UnsettledSplitListDto = fallback) => ({
        ...list,
        items: list.items.filter((each) => each.transactionId !== transactionId),
      });
      await mutate(
        sent.then(() => without(data)),
        { optimisticData: without, revalidate: false },
      );
      tellRows('read again');
      return sent;
    },
  };
}
