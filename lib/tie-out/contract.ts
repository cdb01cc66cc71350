import { z } from 'zod';
import type { Money } from '#lib/money/contract';

/**
 * Why an account has nothing to compare, or why a comparison holds although the two differ:
 * `kind`: its balance moves with prices or interest, which are not transactions;
 * `no_balance`: the bank gives none; `history`: the bank still delivers past transactions;
 * `static`: the bank's balance has not moved since the first one, whatever was posted;
 * `currency`: rows in another currency than the balance; `gone`: no longer reported;
 * `pending_included`: the bank's balance counts its pending rows already;
 * `holdings_older`: the balance is younger than what is known of the holdings.
 */
export type TieOutReason =
  | 'kind'
  | 'no_balance'
  | 'history'
  | 'static'
  | 'currency'
  | 'gone'
  | 'pending_included'
  | 'holdings_older';

/**
 * What may explain a difference. `extra`: a row worth exactly what we have too much of;
 * `duplicate`: it has a twin within three days; `withdrawn`: the bank removed it after the two last
 * agreed; `changed`: the bank changed its amount since; `late`: it came days after its date;
 * `pending`: not posted yet; `gap`: no comparison was made from one day to the other.
 */
export const suspectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['extra', 'duplicate', 'withdrawn', 'changed', 'late', 'pending']),
    transactionId: z.uuid(),
    /** It accounts for the whole difference. */
    exact: z.boolean(),
  }),
  z.object({ kind: z.literal('gap'), from: z.iso.date(), to: z.iso.date() }),
]);
export type Suspect = z.infer<typeof suspectSchema>;

/** The short form every account carries. */
export type TieOutSummary = {
  status: 'ties_out' | 'off' | 'no_basis';
  reason: TieOutReason | null;
  /** The bank's balance minus ours, in the balance's own sign. */
  difference: Money | null;
  /** First day on which the two differed. */
  partedOn: string | null;
};

type SuspectRow = {
  kind: Exclude<Suspect['kind'], 'gap'>;
  exact: boolean;
  transactionId: string;
  date: string;
  merchant: string;
  amount: Money;
};

export type SuspectDto = SuspectRow | { kind: 'gap'; from: string; to: string };

export type TieOutDto = TieOutSummary & {
  /** What the bank's balance is held against. */
  against: 'transactions' | 'holdings';
  /** ISO 8601 */
  checkedAt: string;
  /** In the balance's own sign, like `current` of the account. */
  bank: Money | null;
  implied: Money | null;
  /** The balance everything is counted from, and when it was read. */
  anchor: (Money & { at: string }) | null;
  suspects: SuspectDto[];
};
