import { sendBytes, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { ApplyInput, FileImportDto, FileImportListDto, ImportPatch } from './contract.ts';

const path = '/api/imports';

/** The person's imports, newest first, as they come along. */
export function useFileImports(fallback: FileImportListDto): FileImportDto[] {
  const { data } = useLive<FileImportListDto>(path, 'imports', { fallbackData: fallback });
  return (data ?? fallback).items;
}

/** One import with what was read of its file; undefined while it loads. */
export function useFileImport(id: string | null) {
  const { data, error, mutate } = useLive<FileImportDto>(id && `${path}/${id}`, 'imports', {
    // A worker has it: its event tells when it is done, and may be lost.
    refreshInterval: (latest) => (isAtWork(latest) ? askAgainMs : 0),
  });
  // Read again: the worker may have been faster than the answer.
  const show = (next: FileImportDto) => void mutate(next);
  return {
    fileImport: data,
    error: error as unknown,
    retry: () => mutate(),
    /** Each rejects with an ApiError. */
    update: async (patch: ImportPatch) =>
      show(await sendJson<FileImportDto>('PATCH', `${path}/${id}`, patch)),
    apply: async (input: ApplyInput) =>
      show(await sendJson<FileImportDto>('POST', `${path}/${id}/apply`, input)),
  };
}

const askAgainMs = 3_000;

function isAtWork(fileImport: FileImportDto | undefined): boolean {
  return fileImport?.state === 'reading' || fileImport?.state === 'applying';
}

/** Each rejects with an ApiError. */
export const importActions = {
  upload: (accountId: string, file: File) => {
    const query = new URLSearchParams({ accountId, name: file.name.slice(-255) });
    return sendBytes<FileImportDto>(`${path}?${query}`, file);
  },
  undo: (id: string) => sendJson<FileImportDto>('POST', `${path}/${id}/undo`),
  discard: (id: string) => sendJson<{ id: string }>('DELETE', `${path}/${id}`),
};
