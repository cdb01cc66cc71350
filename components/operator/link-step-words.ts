import type { LinkStep } from '#lib/link-events/contract';

/** What coming to a step means, and where somebody left who came no further. */
export const stepWords: Record<LinkStep, { label: string; left: string }> = {
  opened: { label: 'Opened Link', left: 'at the start' },
  agreed: { label: 'Agreed to Plaid’s terms', left: 'choosing a bank' },
  chosen: { label: 'Chose a bank', left: 'before the password' },
  signed_in: { label: 'Sent a password, or went to the bank', left: 'at the password' },
  asked: { label: 'Asked for a code', left: 'at the code' },
  accounts: { label: 'Came to the accounts', left: 'at the accounts' },
  finished: { label: 'Finished', left: '–' },
};
