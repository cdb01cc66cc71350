import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { ArchiveDto, ArchiveListDto } from './contract.ts';

const path = '/api/archives';

/** The member's archives, as they come along. */
export function useArchives(fallback: ArchiveListDto) {
  const { data, mutate } = useLive<ArchiveListDto>(path, 'archives', { fallbackData: fallback });
  return {
    archives: (data ?? fallback).items,
    /** Rejects with an ApiError. */
    create: async () => {
      await sendJson<ArchiveDto>('POST', path);
      await mutate();
    },
    /** Whether it may be fetched now: the browser's own download shows no refusal. Rejects as above. */
    fetchFile: async (archiveId: string) => {
      await sendJson<ArchiveDto>('POST', `${path}/${archiveId}/download`);
      window.location.assign(`${path}/${archiveId}/file`);
    },
  };
}
