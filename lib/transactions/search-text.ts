import 'server-only';
import { Prisma } from '#lib/db/client';

/**
 * All texts of a row of "Transaction" `t`, as SQL. It repeats the view "EffectiveTransaction" and the index
 * "Transaction_words", letter for letter, so that the index finds what a text is in.
 */
export const searchText = Prisma.sql`(
  CASE WHEN t."personNameSetAt" IS NOT NULL THEN COALESCE(t."personName", '')
    ELSE COALESCE(t."ruleName", '') END || ' ' || COALESCE(t."merchantName", '') || ' '
  || t."name" || ' ' || COALESCE(t."originalDescription", '') || ' ' || COALESCE(t."memo", '') || ' '
  || CASE WHEN t."noteSetAt" IS NOT NULL THEN COALESCE(t."note", '')
    ELSE COALESCE(t."ruleNote", '') END)`;
