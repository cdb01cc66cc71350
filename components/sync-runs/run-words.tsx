import { formatAmount } from '#lib/money/format-amount';
import type { ChangeKind, FieldChange, SyncRunDto } from '#lib/sync-runs/contract';

const triggers: Record<string, string> = {
  link: 'First sync',
  webhook: 'The bank had news',
  person: 'You asked',
  sweep: 'Regular check',
  repaired: 'After signing in again',
  history: 'More history',
  retry: 'Tried again',
};

/** Why a run happened, for people. */
export function describeTrigger(trigger: string): string {
  return triggers[trigger] ?? 'Sync';
}

/** "60 ms" or "3.2 s". */
export function describeDuration(durationMs: number | null): string {
  if (durationMs === null) return '–';
  return durationMs < 1000 ? `${durationMs} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}

/** "+12 new, 3 posted, 1 amount changed $20.00 → $24.00, 1 removed by the bank". */
export function summariseRun(run: SyncRunDto): string {
  if (run.outcome === 'failed') return `Nothing was changed: ${run.errorCode ?? 'it failed'}`;
  const parts = [
    run.added > 0 ? `+${count(run.added)} new` : '',
    describeTouched(run, 'posted'),
    describeTouched(run, 'changed'),
    run.removed > 0 ? `${count(run.removed)} removed by the bank` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'Nothing new';
}

/** A single changed amount is told outright; several wait for the run's own view. */
function describeTouched(run: SyncRunDto, kind: 'posted' | 'changed'): string {
  const rows = run[kind];
  if (rows === 0) return '';
  const [change, ...others] = run.amountChanges.filter((each) => each.kind === kind);
  if (!change || others.length > 0) return `${count(rows)} ${kind}`;
  if (rows > 1) return `${count(rows)} ${kind}, one ${arrow(change)}`;
  return kind === 'changed' ? `1 amount changed ${arrow(change)}` : `1 posted ${arrow(change)}`;
}

/** "$20.00 → $24.00", without the sign both have. */
function arrow({ before, after }: Extract<FieldChange, { field: 'amount' }> | AmountPair) {
  const sameSign = Math.sign(before.minor) === Math.sign(after.minor);
  const sign = sameSign ? 'none' : 'auto';
  const text = ({ minor, currency }: { minor: number; currency: string }) =>
    formatAmount(minor, currency, { sign }).text;
  return `${text(before)} → ${text(after)}`;
}

type AmountPair = { before: Money; after: Money };
type Money = { minor: number; currency: string };

export const kindWords: Record<ChangeKind, string> = {
  added: 'New',
  posted: 'Posted',
  changed: 'Changed by the bank',
  removed: 'Removed by the bank',
  restored: 'Brought back by the bank',
};

const fieldWords: Record<Exclude<FieldChange['field'], 'amount'>, string> = {
  date: 'Date',
  authorizedDate: 'Happened on',
  name: 'Bank’s text',
  merchant: 'Merchant',
  currency: 'Currency',
  account: 'Account',
};

/** One field's change in a line. */
export function describeField(change: FieldChange): string {
  if (change.field === 'amount') return `Amount ${arrow(change)}`;
  return `${fieldWords[change.field]} ${change.before ?? 'none'} → ${change.after ?? 'none'}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
