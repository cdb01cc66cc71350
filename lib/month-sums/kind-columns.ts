import 'server-only';
import { Prisma } from '#lib/db/client';

/** SQL: the columns of a household by which its rows are added up, in one order. */
export const kindColumns = Prisma.sql`"month", "accountId", "currency", "categoryId", "hidden", "transfer",
  "pending", "isIn"`;
