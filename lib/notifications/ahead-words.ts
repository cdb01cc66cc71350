import 'server-only';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { MoneyNotice, NoticeWords, Reading } from './contract.ts';

const kinds = ['bill_due', 'price_changed', 'low_balance'] as const;
type AheadNotice = Extract<MoneyNotice, { kind: (typeof kinds)[number] }>;

export function isAhead(notice: MoneyNotice): notice is AheadNotice {
  return kinds.some((kind) => kind === notice.kind);
}

/** What is told of what comes. No amount is in the title. */
export function describeAhead(notice: AheadNotice, { today, accountName }: Reading): NoticeWords {
  const print = (minor: number) => formatAmount(minor, notice.currency, { sign: 'none' }).text;
  const day = (date: CivilDate) => formatCivilDate(date, today, 'short');
  switch (notice.kind) {
    case 'bill_due': {
      const { name, on, amountMinor, lowMinor, highMinor, href } = notice;
      const from = accountName ? ` from ${accountName}` : '';
      const lately =
        lowMinor === highMinor
          ? ''
          : ` It was between ${print(lowMinor)} and ${print(highMinor)} lately.`;
      return {
        title: `${name} is due on ${day(on)}`,
        body: `${print(amountMinor)} is expected to leave${from}.${lately}`,
        href,
        action: 'See the bill',
      };
    }
    case 'price_changed': {
      const { name, fromMinor, toMinor, since, yearMinor, streamId } = notice;
      const word = toMinor > fromMinor ? 'more' : 'less';
      const year = yearMinor ? ` That is ${print(yearMinor)} ${word} a year.` : '';
      return {
        title: `${name} costs ${word} than before`,
        body: `${print(toMinor)} since ${day(since)}, and ${print(fromMinor)} before.${year}`,
        href: `/recurring?open=${streamId}`,
        action: 'See its payments',
      };
    }
    case 'low_balance': {
      const { floorMinor, on, worstOn, missingMinor } = notice;
      const account = accountName ?? 'An account';
      const until = worstOn === on ? '' : ` until ${day(worstOn)}`;
      const wanted =
        floorMinor > 0 ? `of the ${print(floorMinor)} you want to be left` : 'to pay for it all';
      return {
        title: `${account} will ${floorMinor > 0 ? 'be low' : 'run short'} on ${day(on)}`,
        body: `By what is due, pending and budgeted${until}, ${print(missingMinor)} is missing ${wanted}.`,
        href: '/recurring/forecast',
        action: 'See the forecast',
      };
    }
  }
}
