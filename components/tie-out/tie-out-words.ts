import type { SuspectDto, TieOutReason } from '#lib/tie-out/contract';

/** Why there is nothing to compare, for people. */
export const reasonWords: Record<TieOutReason, string> = {
  kind: 'Its balance moves with prices or interest, which are not transactions, so there is nothing to compare.',
  no_balance: 'The bank gives no balance for it, so there is nothing to compare.',
  history: 'The bank is still sending past transactions. The comparison begins when they are here.',
  static:
    'The bank’s balance has not moved since the first one, although transactions were posted. Until it moves there is nothing to compare.',
  currency: 'It has transactions in another currency than its balance, which cannot be added up.',
  gone: 'The bank no longer reports it.',
  pending_included: 'This bank’s balance counts pending transactions already.',
  holdings_older:
    'The balance has moved since the holdings were read. They are compared once those are read again.',
};

/** What speaks against a row, in a few words. */
export const suspectWords: Record<SuspectDto['kind'], string> = {
  extra: 'Worth exactly the difference',
  duplicate: 'Looks like one that is here twice',
  withdrawn: 'Withdrawn by the bank',
  changed: 'Amount changed by the bank',
  late: 'Arrived days after its date',
  pending: 'Pending; the bank may count it already',
  gap: 'No comparison in between',
};
