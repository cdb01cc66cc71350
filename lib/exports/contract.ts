import { z } from 'zod';
import { transactionFilterQuery } from '#lib/transactions/contract';

export const exportQuery = transactionFilterQuery.extend({ format: z.enum(['csv', 'json']) });
export type ExportQuery = z.infer<typeof exportQuery>;
