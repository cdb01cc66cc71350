import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { StatedAccount } from '#lib/worth-statements/contract';

type Judged = Pick<StatedAccount, 'basis' | 'tieOut' | 'worthMinor'>;

/** What the figure of an account rests on, in a few words. */
export function sayBasis({ basis, tieOut, worthMinor }: Judged, today: CivilDate): string {
  if (worthMinor === null) return 'Not known on this day';
  if (basis === 'stated') return 'Stated by hand';
  const origin = basis === 'read' ? 'From the bank' : 'Counted back from transactions';
  if (!tieOut || tieOut.status === 'no_basis') return origin;
  if (tieOut.status === 'ties_out') return `${origin}; ties out`;
  const { difference, partedOn } = tieOut;
  if (!difference) return `${origin}; does not tie out`;
  const size = formatAmount(difference.minor, difference.currency, { sign: 'none' }).text;
  const since = partedOn ? ` since ${formatCivilDate(partedOn, today, 'short')}` : '';
  return `${origin}; off by ${size}${since}`;
}

/** How many figures were compared with their bank, and how that went: "3 of 5 accounts tie out; 1 is off." */
export function sumUpTieOut(accounts: readonly Judged[]): string {
  const count = (status: string) =>
    accounts.filter(({ tieOut }) => tieOut?.status === status).length;
  const [ties, off] = [count('ties_out'), count('off')];
  const head = `${ties} of ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'} ${
    ties === 1 ? 'ties' : 'tie'
  } out with the bank`;
  const rest = accounts.length - ties - off;
  const parts = [
    off > 0 ? `${off} ${off === 1 ? 'does' : 'do'} not` : null,
    rest > 0 ? `${rest} could not be compared` : null,
  ].filter(Boolean);
  return `${[head, ...parts].join('; ')}.`;
}
