import useSWR from 'swr';
import { getJson, sendBytes, sendJson } from '#lib/client/api';
import type { AttachmentDto, AttachmentListDto } from './contract.ts';

const path = '/api/attachments';

/** The documents of a transaction; undefined while they load. */
export function useAttachments(transactionId: string) {
  const key = `${path}?transactionId=${transactionId}`;
  const { data, error, mutate } = useSWR<AttachmentListDto>(key, getJson);
  const reload = async () => void (await mutate());
  return {
    attachments: data?.items,
    error: error as unknown,
    retry: reload,
    hrefOf: ({ id }: AttachmentDto) => `${path}/${id}`,
    /** Resolves to what is there now. Each rejects with an ApiError. */
    add: async (file: File): Promise<AttachmentDto[]> => {
      const query = new URLSearchParams({ transactionId, name: file.name.slice(-255) });
      const list = await sendBytes<AttachmentListDto>(`${path}?${query}`, file);
      await mutate(list, { revalidate: false });
      return list.items;
    },
    remove: async (id: string) => {
      await sendJson('DELETE', `${path}/${id}`);
      await reload();
    },
    restore: async (id: string) => {
      await sendJson('POST', `${path}/${id}/restore`);
      await reload();
    },
  };
}
