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

/** How the comparison with the banks went: "2 of 3 accounts tie out with the bank; 1 does not; 1 is kept by hand." */
export function sumUpTieOut(accounts: readonly Judged[]): string {
  const banked = accounts.filter(({ basis }) => basis !== 'stated');
  if (banked.length === 0) return 'All of it is kept by hand: no bank confirms it.';
  const count = (status: string) => banked.filter(({ tieOut }) => tieOut?.status === status).length;
  const [ties, off] = [count('ties_out'), count('off')];
  const head = `${ties} of ${banked.length} ${banked.length === 1 ? 'account' : 'accounts'} ${
    ties === 1 ? 'ties' : 'tie'
  } out with the bank`;
  const rest = banked.length - ties - off;
  const byHand = accounts.length - banked.length;
  const parts = [
    off > 0 ? `${off} ${off === 1 ? 'does' : 'do'} not` : null,
    rest > 0 ? `${rest} could not be compared` : null,
    byHand > 0 ? `${byHand} ${byHand === 1 ? 'is' : 'are'} kept by hand` : null,
  ].filter(Boolean);
  return `${[head, ...parts].join('; ')}.`;
}
