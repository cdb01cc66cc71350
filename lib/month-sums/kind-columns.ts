import 'server-only';
import { Prisma } from '#lib/db/client';

/** SQL: the columns of a household by which its rows are added up, in one order. */
export const kindColumns = Prisma.sql`"month", "accountId", "currency", "categoryId", "hidden", "transfer",
  "pending", "isIn"`;

/** SQL: which row `e` is, with its day, name and amount, as a sum's print has it. */
export const rowPrint = Prisma.sql`row_print(e."id", e."merchant", e."date", e."amountMinor")`;
