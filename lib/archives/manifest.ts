import 'server-only';
import { z } from 'zod';

export const archiveFormat = 'plumbline-archive';
export const archiveVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an archive says of itself; the last but one file in it. */
export const manifestSchema = z.object({
  format: z.literal(archiveFormat),
  version: z.int(),
  /** ISO 8601 */
  madeAt: z.string(),
  household: z.string(),
  tables: z.record(
    z.string().max(63),
    z.object({
      rows: z.int().min(0),
      /** Brought back by an import, in the order of the file. */
      restored: z.array(z.string().max(63)).max(200),
      /** There to be read alone. */
      readOnly: z.array(z.string().max(63)).max(200),
      /** SHA-256 of the restored columns, a row a line, whatever the others say. */
      content: sha256,
    }),
  ),
  /** Every file but this one and the checksums, by its path. */
  files: z.record(z.string().max(200), z.object({ sha256, bytes: z.int().min(0) })),
  /** What is not in it, and why: tables by name, columns as `Table.column`. */
  left: z.record(z.string().max(130), z.string().max(300)),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestPath = 'manifest.json';
export const jsonPath = (table: string) => `json/${table}.json`;
export const csvPath = (table: string) => `csv/${table}.csv`;
