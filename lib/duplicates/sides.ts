import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { merchantName } from '#lib/transactions/merchant-name';
import type { DuplicateSide } from './contract.ts';

/** SQL: a row that a query calls `t` with its account `a`, as `toSide` reads it. */
export const sideJson = Prisma.sql`jsonb_build_object(
  'transactionId', t."id", 'date', COALESCE(t."personDate", t."authorizedDate", t."date"),
  'merchant', ${merchantName('t')}, 'accountId', a."id", 'accountName', ${accountName},
  'minor', t."amountMinor"::text, 'currency', t."currency",
  'from', CASE WHEN t."importId" IS NOT NULL THEN 'file'
    WHEN t."itemId" IS NULL THEN 'hand' ELSE 'bank' END)`;

export type SideJson = {
  transactionId: string;
  date: string;
  merchant: string;
  accountId: string;
  accountName: string;
  minor: string;
  currency: string | null;
  from: DuplicateSide['from'];
};

export function toSide({
  accountId,
  accountName: name,
  minor,
  currency,
  ...side
}: SideJson): DuplicateSide {
  return {
    ...side,
    account: { id: accountId, name },
    amount: { minor: toSafeNumber(BigInt(minor)), currency: currency ?? unnamedCurrency },
  };
}
