import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { ArchiveDto, ArchiveListDto } from './contract.ts';

const path = '/api/archives';

/** The member's archives, as they come along. */
export function useArchives(fallback: ArchiveListDto) {
  const { data, mutate } = useSWR<ArchiveListDto>(path, getJson, { fallbackData: fallback });
  useLiveTopic('archives', () => void mutate());
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
