import useSWR, { useSWRConfig } from 'swr';
import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type {
  CreateRelinkInput,
  ItemPair,
  PreviewRelinkInput,
  RelinkDto,
  RelinkListDto,
  RelinkPreviewDto,
} from './contract.ts';

const listPath = '/api/relinks';

/** Histories that may move or may move back, kept current by the server's events. */
export function useRelinks(fallback: RelinkListDto): RelinkListDto {
  const { data } = useLive<RelinkListDto>(listPath, 'items', { fallbackData: fallback });
  return data ?? fallback;
}

/** What moving would do; read again whenever the accounts are matched differently. */
export function useRelinkPreview(input: PreviewRelinkInput) {
  const { data, error, isValidating } = useSWR<RelinkPreviewDto>(
    [`${listPath}/preview`, input],
    () => sendJson<RelinkPreviewDto>('POST', `${listPath}/preview`, input),
    { keepPreviousData: true, revalidateOnFocus: false },
  );
  return { preview: data, error: error as unknown, isReading: isValidating };
}

/** Each rejects with an ApiError. */
export function useRelinkActions() {
  const { mutate } = useSWRConfig();
  const send = async <Value>(path: string, body?: unknown): Promise<Value> => {
    const result = await sendJson<Value>('POST', path, body);
    await mutate(listPath);
    return result;
  };
  return {
    move: (input: CreateRelinkInput) => send<RelinkDto>(listPath, input),
    undo: (relinkId: string) => send<RelinkDto>(`${listPath}/${relinkId}/undo`),
    dismiss: (pair: ItemPair) => send<RelinkListDto>(`${listPath}/dismiss`, pair),
  };
}
