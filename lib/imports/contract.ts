import { z } from 'zod';
import { civilDateSchema } from '#lib/dates/contract';
import { columnLimit, sheetLimit } from './limits.ts';

const dateOrders = ['ymd', 'mdy', 'dmy'] as const;
export type DateOrder = (typeof dateOrders)[number];

const column = z
  .int()
  .min(0)
  .max(columnLimit - 1);

/** What the columns of a file mean, from 0; null = the file has none of it. */
export const mappingSchema = z.strictObject({
  date: column.nullable(),
  dateOrder: z.enum(dateOrders),
  /** One column with a sign, or one for each direction. */
  amount: column.nullable(),
  moneyIn: column.nullable(),
  moneyOut: column.nullable(),
  decimalMark: z.enum(['.', ',']),
  /** The file writes money out as positive. */
  reversed: z.boolean(),
  name: column.nullable(),
  note: column.nullable(),
  category: column.nullable(),
  /** The bank's own name for a transaction, by which it is known again. */
  reference: column.nullable(),
  currency: column.nullable(),
  // As an export of ours has them.
  tags: column.nullable().default(null),
  reviewed: column.nullable().default(null),
  hidden: column.nullable().default(null),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** Lines of the file that are shown before anything is imported. */
export const previewRows = 50;
/** How many problems and how many duplicates are shown one by one. */
export const shownLimit = 200;

/** How long an import can be undone. */
export const undoDays = 30;

export const uploadQuery = z.strictObject({
  accountId: z.uuid(),
  /** As the browser names the file. */
  name: z.string().min(1).max(255),
});
export type UploadQuery = z.infer<typeof uploadQuery>;

/** What the person says of a file that was read. */
export const importPatch = z.strictObject({
  accountId: z.uuid(),
  mapping: mappingSchema,
  /** Which of the accounts in the file, from 0. */
  sheet: z
    .int()
    .min(0)
    .max(sheetLimit - 1),
});
export type ImportPatch = z.infer<typeof importPatch>;

export const applyInput = z.strictObject({
  /** What becomes of rows that seem to be here already. */
  duplicates: z.enum(['skip', 'import']),
  /** Lines of which the opposite is meant. */
  except: z.array(z.int().min(1)).max(shownLimit),
  /** What the file names and the household does not have is made; otherwise it is left out. */
  make: z
    .array(z.enum(['categories', 'tags']))
    .max(2)
    .default([]),
  /** Plaid is asked whose the transactions are, where this installation offers it. */
  enrich: z.boolean().default(false),
});
export type ApplyInput = z.infer<typeof applyInput>;

const fileRowSchema = z.object({
  line: z.int(),
  date: civilDateSchema,
  amountMinor: z.int(),
  name: z.string(),
});

const unknownNames = z.object({ names: z.array(z.string()), count: z.int() });

/** What was read of a file, and what of it would be imported. */
export const previewSchema = z.object({
  currency: z.string(),
  /** Labels of the accounts in the file. */
  sheets: z.array(z.string().nullable()),
  columns: z.array(z.string()),
  lines: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  rows: z.array(fileRowSchema),
  total: z.int(),
  from: civilDateSchema.nullable(),
  to: civilDateSchema.nullable(),
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
  problemCount: z.int(),
  duplicates: z.array(
    fileRowSchema.extend({
      kind: z.enum(['same', 'alike']),
      of: z.object({ id: z.uuid(), date: civilDateSchema, merchant: z.string() }),
    }),
  ),
  duplicateCount: z.int(),
  /** Names in the file that the household has none of: the first of them, and how many. */
  unknown: z
    .object({ categories: unknownNames, tags: unknownNames })
    .default({ categories: { names: [], count: 0 }, tags: { names: [], count: 0 } }),
});
export type ImportPreview = z.infer<typeof previewSchema>;

export type FileImportDto = {
  id: string;
  fileName: string;
  account: { id: string; name: string };
  state: 'reading' | 'ready' | 'applying' | 'done' | 'undone' | 'failed';
  format: 'csv' | 'ofx' | 'qif' | null;
  mapping: Mapping | null;
  sheet: number;
  /** Null until it was read. */
  preview: ImportPreview | null;
  /** Why it cannot be read, in words for the person. */
  failure: string | null;
  imported: number | null;
  createdAt: string;
  /** Whether it can still be undone. */
  undoable: boolean;
  /** Whether Plaid can be asked about what is in it. */
  enrichable: boolean;
  /** About how many of its transactions Plaid was asked so far; null once that is over, or where nobody asks. */
  enriched: number | null;
};

export type FileImportListDto = { items: FileImportDto[]; nextCursor: null };
