import { sendBytes, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { ImportDto, ImportListDto } from './contract.ts';
import { partBytes } from './limits.ts';

const path = '/api/archive-imports';

/** The member's imports, as they come along, and whether another is possible. */
export function useImports(fallback: ImportListDto) {
  const { data, mutate } = useLive<ImportListDto>(path, ['archives', 'items'], {
    fallbackData: fallback,
  });
  const { items, possible } = data ?? fallback;
  return {
    imports: items,
    possible,
    /** Makes room for a file; rejects with an ApiError. */
    create: (bytes: number) => sendJson<ImportDto>('POST', path, { bytes }),
    /**
     * Sends a file part by part, and has it read.
     *
     * @param onPart  told what share of it is there
     * @throws ApiError
     */
    upload: async (importId: string, file: File, onPart: (share: number) => void) => {
      for (let seq = 0; seq * partBytes < file.size; seq += 1) {
        const part = file.slice(seq * partBytes, (seq + 1) * partBytes);
        await sendBytes(`${path}/${importId}/parts?seq=${seq}`, part);
        onPart(Math.min(1, ((seq + 1) * partBytes) / file.size));
      }
      await sendJson<ImportDto>('POST', `${path}/${importId}/start`);
      await mutate();
    },
  };
}
