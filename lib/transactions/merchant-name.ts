import 'server-only';
import { Prisma } from '#lib/db/client';

/**
 * What a row of "Transaction" is called, as SQL: the person's word, else a rule's, else the
 * merchant, else the bank's text. It repeats the view "EffectiveTransaction", for queries that also
 * read withdrawn rows.
 *
 * @param alias  what the query calls the row
 */
export function merchantName(alias: 't' | 'p' | 'o' | 'i'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`
    CASE WHEN ${row}."personNameSetAt" IS NOT NULL THEN COALESCE(${row}."personName", '')
      ELSE COALESCE(${row}."ruleName", ${row}."merchantName", ${row}."name") END`;
}
