import { z } from 'zod';
import { transactionFilterQuery } from '#lib/transactions/contract';

const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportQuery = transactionFilterQuery.extend({ format: z.enum(exportFormats) });
export type ExportQuery = z.infer<typeof exportQuery>;

/** What an export would hold now. */
export type ExportDto = { count: number };
