import 'server-only';
import { Prisma } from '#lib/db/client';

/** The account's name as SQL, of the "Account" that a query calls `a`; `accountNameOf` says the same of a row. */
export const accountName = Prisma.sql`
  CASE WHEN a."personNameSetAt" IS NULL THEN a."name" ELSE COALESCE(a."personName", '') END`;

export const accountNameColumns = { name: true, personName: true, personNameSetAt: true } as const;

/** The person's name for an account, else the bank's; a name that was set to empty is a decision. */
export function accountNameOf({
  name,
  personName,
  personNameSetAt,
}: {
  name: string;
  personName: string | null;
  personNameSetAt: Date | null;
}): string {
  return personNameSetAt === null ? name : (personName ?? '');
}
