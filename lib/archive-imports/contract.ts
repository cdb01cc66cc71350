import { z } from 'zod';
import { partBytes } from './limits.ts';

const importLimitBytes = 512 * 1024 ** 2;

export const createImportInput = z.strictObject({
  bytes: z
    .int()
    .min(1, 'The file is empty.')
    .max(importLimitBytes, 'Use a file of 512 MB at most.'),
});
export type CreateImportInput = z.infer<typeof createImportInput>;

export const partQuery = z.strictObject({
  seq: z.coerce
    .number()
    .int()
    .min(0)
    .max(Math.ceil(importLimitBytes / partBytes)),
});

/**
 * `foreign`: not a file of ours. `newer`: of a later version of this app. `damaged`: its checksums
 * do not match. `inconsistent`: its rows do not fit together. `not_empty`: the household has become
 * somebody's meanwhile. `kept_failing`: our fault; the log says more.
 */
export type ImportFailure =
  | 'foreign'
  | 'newer'
  | 'damaged'
  | 'inconsistent'
  | 'too_large'
  | 'not_empty'
  | 'kept_failing';

export type ImportDto = {
  id: string;
  state: 'uploading' | 'waiting' | 'done' | 'failed';
  /** ISO 8601 */
  createdAt: string;
  /** 0 to 1; null while nobody knows. */
  progress: number | null;
  rows: number;
  failure: ImportFailure | null;
};

/** `possible`: the household is empty, and the reader its only member and owner. */
export type ImportListDto = { items: ImportDto[]; nextCursor: null; possible: boolean };
