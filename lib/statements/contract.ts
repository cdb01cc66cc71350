import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { Money } from '#lib/money/contract';

/** A month of an account: the statement of it or, within the months that there are statements of, that there is none. */
export type StatementDto = {
  /** Null: the bank gave none. */
  id: string | null;
  /** The first day of the month. */
  month: CivilDate;
  /** When the bank issued it; null where it does not say. */
  postedOn: CivilDate | null;
  accountId: string;
  accountName: string;
  mask: string | null;
  bank: string;
  /** What a card's bank says was owed on that very statement; null where it says nothing of it. */
  owed: Money | null;
};

const searchLength = 100;

export const statementsQuery = z.strictObject({
  accountId: z.uuid().optional(),
  /** Words, each of which is in the account's or the bank's name, its last digits, the month or the year. */
  q: z.string().trim().max(searchLength).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(300),
});
export type StatementsQuery = z.infer<typeof statementsQuery>;

/** The latest month first. */
export type StatementPage = { items: StatementDto[]; nextCursor: string | null };

/** A connection whose bank can be asked for newer statements. */
export type StatementSourceDto = {
  itemId: string;
  bank: string;
  /** ISO 8601: since when the bank is being asked; null when it is not. */
  refreshingAt: string | null;
  /** When it was last asked, it had none to give. */
  refreshFailed: boolean;
};

export const refreshStatementsInput = z.strictObject({ itemId: z.uuid() });

export const statementPosition = z.object({
  month: civilDateSchema,
  accountId: z.uuid(),
  id: z.uuid(),
});
