import { z } from 'zod';
import type { AccountGroup } from '#lib/accounts/account-kinds';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { TotalWorth } from '#lib/net-worth/contract';
import type { TieOutSummary } from '#lib/tie-out/contract';

/** Of which day, and of whose accounts: all that one sees, or those about which one decides. */
export const worthStatementQuery = z.object({
  on: civilDateSchema.optional().catch(undefined),
  whose: z.enum(['all', 'own']).catch('all'),
});
export type Whose = z.infer<typeof worthStatementQuery>['whose'];

export type StatedAccount = {
  accountId: string;
  name: string;
  /** Null for one of no bank. */
  bank: string | null;
  mask: string | null;
  group: AccountGroup;
  /** What it adds to net worth; null where nothing of that day is known. */
  worthMinor: number | null;
  /**
   * `read`: the bank said so by that day, and rows since are counted in; `counted`: back from a later balance, by
   * rows alone; `stated`: kept by hand.
   */
  basis: 'read' | 'counted' | 'stated';
  /** The latest comparison with the bank; null where there is none. */
  tieOut: TieOutSummary | null;
};

/** Of one currency. */
export type StatedWorth = {
  currency: string;
  assetsMinor: number;
  /** Positive: what is owed. */
  debtsMinor: number;
  netMinor: number;
  /** On its way between two of the accounts, and among what is owned. */
  onItsWayMinor: number;
  accounts: StatedAccount[];
};

/** What somebody owned and owed at the end of a day. */
export type WorthStatementDto = {
  on: CivilDate;
  whose: Whose;
  currencies: StatedWorth[];
  /** All currencies as one; null where all is in the household's currency already. */
  total: (Pick<TotalWorth, 'currency' | 'used' | 'missing'> & { netMinor: number | null }) | null;
  /** Whether there are accounts of others that one sees. */
  hasOthers: boolean;
};
