import 'server-only';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import { describeAhead, isAhead } from './ahead-words.ts';
import type { MoneyNotice, Notice, NoticeWords, Reading, Usual } from './contract.ts';
import { moneyKinds } from './kinds.ts';

export function isMoneyNotice(notice: Notice): notice is MoneyNotice {
  return moneyKinds.some((kind) => kind === notice.kind);
}

/** The title is also a mail's subject, which lies open on locked screens: no amount is in it. */
export function describeMoneyNotice(notice: MoneyNotice, reading: Reading): NoticeWords {
  const { today } = reading;
  const print = (minor: number) => formatAmount(minor, notice.currency, { sign: 'none' }).text;
  const day = (date: CivilDate) => formatCivilDate(date, today, 'short');
  if (notice.kind === 'over_budget') {
    const planned =
      notice.plannedMinor > 0 ? `of ${print(notice.plannedMinor)}` : 'where nothing was left';
    return {
      title: `${notice.name} is over its budget`,
      body: `${print(notice.spentMinor)} spent ${planned}, ${day(notice.from)} to ${day(notice.to)}.`,
      href: '/budgets',
      action: 'See the budget',
    };
  }
  if (notice.kind === 'weekly_summary') return describeWeek(notice, today);
  if (isAhead(notice)) return describeAhead(notice, reading);
  const merchant = notice.merchant || 'A payee without a name';
  const place = { href: `/transactions?open=${notice.transactionId}`, action: 'See it' };
  const what = `${print(notice.amountMinor)} on ${day(notice.on)}.`;
  switch (notice.kind) {
    case 'large_payment':
      return {
        ...place,
        title: `${merchant}: a large payment`,
        body: `${what} You hear of payments from ${print(notice.fromMinor)} on.`,
      };
    case 'unusual_payment':
      return {
        ...place,
        title: `${merchant}: far more than usual`,
        body: `${what} ${describeUsual(notice.usual, print)}`,
      };
    case 'refund_arrived':
      return {
        ...place,
        title: `${merchant} paid something back`,
        body: `${what} You paid ${print(notice.paid.minor)} there on ${day(notice.paid.on)}. Say what it belongs to, and it counts as less spending there.`,
      };
  }
}

function describeUsual(
  { of, name, count, medianMinor, mostMinor }: Usual,
  print: (minor: number) => string,
): string {
  const where = of === 'merchant' ? 'there' : `in ${name}`;
  return `The last ${count} payments ${where} were around ${print(medianMinor)}, and ${print(mostMinor)} at most.`;
}

function describeWeek(
  week: Extract<MoneyNotice, { kind: 'weekly_summary' }>,
  today: CivilDate,
): NoticeWords {
  const { from, to, currency, spentMinor, beforeMinor, top, others, budget, next } = week;
  const print = (minor: number) => formatAmount(minor, currency).text;
  const day = (date: CivilDate) => formatCivilDate(date, today, 'short');
  const isLess = spentMinor < beforeMinor;
  const beside =
    spentMinor === beforeMinor
      ? 'as much as'
      : `${print(Math.abs(spentMinor - beforeMinor))} ${isLess ? 'less' : 'more'} than`;
  const more = next.length > 1 ? ', and more after that' : '';
  const left = budget && (budget.leftMinor < 0 ? 'over the budget' : 'left of the budget');
  const sentences = [
    `${print(spentMinor)} spent, ${beside} the week before.`,
    top[0] && `Most of all: ${top[0].name}.`,
    budget && `${print(Math.abs(budget.leftMinor))} ${left} until ${day(budget.to)}.`,
    others.length > 0 && `What was spent in ${others.join(', ')} is not in these figures.`,
    next[0] && `Next to come: ${next[0].name} on ${day(next[0].on)}${more}.`,
  ];
  return {
    title: `Your week, ${day(from)} to ${day(to)}`,
    body: sentences.filter(Boolean).join(' '),
    rows: [
      ...top.map(({ name, ...each }) => [
        name,
        print(each.spentMinor),
        `${print(each.beforeMinor)} the week before`,
      ]),
      ...next.map((due) => [
        due.name,
        formatAmount(due.amountMinor, due.currency).text,
        `due ${day(due.on)}`,
      ]),
    ],
    href: `/transactions?q=counts%3Aspending&from=${from}&to=${to}`,
    action: 'See what was spent',
  };
}
