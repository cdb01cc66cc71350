import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { leaveAfter } from '#lib/client/go-to-sign-in';
import type { DeletionDto, DeletionInput, DeletionPreviewDto } from './contract.ts';

const path = '/api/deletions';
const receiptKey = 'plumbline.deletion';
const watchEveryMs = 2_000;

/** What a deletion would take with it; asked when somebody thinks of one. */
export function useDeletionPreview(isAsked: boolean) {
  const { data, error } = useSWR<DeletionPreviewDto>(isAsked ? path : null, getJson);
  return { preview: data, error: error as unknown };
}

/** Deletes, and leads to where one sees that it is done. Rejects with an ApiError. */
export function startDeletion(input: DeletionInput): Promise<void> {
  return leaveAfter(async () => {
    const { receipt } = await sendJson<{ receipt: string }>('POST', path, input);
    sessionStorage.setItem(receiptKey, receipt);
  }, '/deleted');
}

/** The receipt this tab was given, or that the address holds: for a bookmark, behind the #. */
export function readReceipt(): string | null {
  return window.location.hash.slice(1) || sessionStorage.getItem(receiptKey);
}

/** How far it is, until it is done. */
export function useDeletion(receipt: string | null) {
  const { data, error } = useSWR<DeletionDto>(
    receipt ? [`${path}/status`, receipt] : null,
    ([url]: [string]) => sendJson<DeletionDto>('POST', url, { receipt }),
    { refreshInterval: (latest) => (latest?.finishedAt ? 0 : watchEveryMs) },
  );
  return { deletion: data, error: error as unknown };
}
