import 'server-only';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

const count = z.number().int().min(0);

const manifestSchema = z.object({
  /** Of this page, and of what the parts hold. */
  format: z.literal(1),
  name: z.string(),
  madeAt: z.iso.datetime(),
  appVersion: z.string(),
  /** Of the server that was copied. */
  postgres: z.string(),
  keyId: z.string(),
  /** Applied ones, in their order: they decide what the tables look like. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).max(10_000),
  parts: count,
  tables: z
    .array(
      z.object({
        name: z.string(),
        columns: z.array(z.string()).max(1_600),
        rows: count,
        bytes: count,
        sha256: z.string(),
      }),
    )
    .max(10_000),
  sequences: z
    .array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() }))
    .max(10_000),
  /** Files of attachments that are kept outside the database. */
  objects: z.object({
    count,
    bytes: count,
    /** Not where they should have been when the backup was made; the first of them are named. */
    missing: count,
    missingIds: z.array(z.string()).max(20),
  }),
  /** Which of ENCRYPTION_KEYS sealed something in it. The keys themselves are in no backup. */
  encryptionKeyIds: z.array(z.string()).max(100),
});

export type Manifest = z.infer<typeof manifestSchema>;

export function printManifest(manifest: Manifest): Buffer {
  return Buffer.from(JSON.stringify(manifest));
}

/** @throws BackupError when it is of a kind that is not known here */
export function parseManifest(bytes: Buffer): Manifest {
  const parsed = manifestSchema.safeParse(JSON.parse(bytes.toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new BackupError('It was made by a newer version of Plumbline. Restore it with that one.');
}

/** All rows of all tables. */
export function countRows({ tables }: Pick<Manifest, 'tables'>): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
