import { z } from 'zod';
import type { AccountGroup } from '#lib/accounts/account-kinds';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';
import { nameText } from '#lib/seen-text';
import { leftOutLimit, reportDays } from './limits.ts';

export const createReportInput = z.strictObject({
  itemIds: z.array(z.uuid()).min(1, 'Choose at least one bank.').max(99),
  days: z
    .int()
    .min(reportDays.least, `Ask for at least ${reportDays.least} day.`)
    .max(reportDays.most, `Ask for at most ${reportDays.most} days.`),
});
export type CreateReportInput = z.infer<typeof createReportInput>;

export const filterReportInput = z.strictObject({
  /** `key` of accounts in the report. */
  leaveOut: z.array(z.string().min(1).max(100)).min(1).max(leftOutLimit),
});

export const copyReportInput = z.strictObject({
  /** Who is to read it, as Plaid names them. */
  auditorId: nameText.min(1, 'Enter the id that the auditor gave you.').max(100),
  /** The person said that the auditor may read all of it. */
  agreed: z.literal(true),
});

export type AssetReportCopyDto = {
  id: string;
  auditorId: string;
  /** ISO 8601 */
  createdAt: string;
  /** Whether they read it is not known: Plaid's answer has not come. It ends with the report alone. */
  isUnsure: boolean;
};

export type AssetReportDto = {
  id: string;
  /** `removing`: Plaid has not confirmed yet that it is gone. */
  state: 'waiting' | 'ready' | 'failed' | 'removing';
  /** What happened and what to do; null when it is ready. */
  text: string | null;
  days: number;
  banks: string[];
  /** How many accounts were left out of the report it was made from. */
  leftOut: number;
  /** ISO 8601 */
  createdAt: string;
  readyAt: string | null;
  /** When it is removed by itself. */
  expiresAt: string;
  copies: AssetReportCopyDto[];
};

export type AssetReportListDto = { items: AssetReportDto[]; nextCursor: null };

/** A bank of the person's, and whether reports of it may be made. */
export type ReportBankDto = {
  itemId: string;
  bank: string;
  state: 'allowed' | 'needs_consent' | 'unsupported';
};

/** An account as the report has it. Balances have the account's own sign: what is owed is positive. */
export type ReportAccountDto = {
  /** Plaid's account_id. */
  key: string;
  name: string;
  mask: string | null;
  subtype: string | null;
  group: AccountGroup;
  owners: string[];
  currency: string | null;
  currentMinor: number | null;
  availableMinor: number | null;
  daysAvailable: number;
  history: { from: CivilDate; minor: (number | null)[] } | null;
  transactions: number;
  /** The newest, in our sign. */
  latest: { date: CivilDate; words: string; amount: Money | null; pending: boolean }[];
};

export type AssetReportContentDto = {
  /** ISO 8601 */
  generatedAt: string;
  banks: { bank: string; updatedAt: string; accounts: ReportAccountDto[] }[];
  /** What is missing from it, in sentences. */
  warnings: string[];
};
