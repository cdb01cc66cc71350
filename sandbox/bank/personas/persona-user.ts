import { addDays } from '../../dates.ts';
import { createRandom } from '../../random.ts';
import type { BankPosting, BankRow, BankUser, BankUserContext } from '../bank-user.ts';
import type { BankInvestmentRow } from '../investments.ts';
import { toCents } from '../loan-math.ts';
import type { Persona, SavingsPlan } from './persona.ts';
import { PersonaBooks } from './persona-books.ts';
import { chooseAmount, toRow } from './persona-rows.ts';

const daysToPost = 2;

/**
 * A persona as a bank user. Each day's rows follow from the name and the day alone: the books read the same
 * whenever they are opened, and go on after the Item was made.
 */
export function createPersonaUser(
  name: string,
  persona: Persona,
  context: BankUserContext,
): BankUser {
  const { createdOn } = context;
  const first = addDays(createdOn, -persona.historyDays);
  const [owner] = persona.owners;
  const days = (from: string, to: string) => listDays(from > first ? from : first, to);
  const books = new PersonaBooks(name, persona, createdOn);
  return {
    owner,
    accounts: persona.accounts.map((account) => ({
      ...account,
      ...books.balance(account),
      owners: persona.owners,
    })),
    balancesMove: true,
    evolves: false,
    rowsBetween: (from, to) => days(from, to).flatMap((date) => books.rowsOf(date)),
    postingsBetween: (from, to) => {
      const date = addDays(createdOn, daysToPost);
      return date >= from && date <= to
        ? books.holds().map(({ key }): BankPosting => ({ key, date }))
        : [];
    },
    investmentRowsBetween: (from, to) =>
      days(from, to).flatMap((date) =>
        (persona.savingsPlans ?? []).flatMap((plan) => listPurchase(plan, date)),
      ),
    newsOnRefresh: (date) => (persona.hasNewsOnRefresh ? findNews(name, persona, date) : []),
  };
}

/** One purchase a day that the daily rows do not show: the first refresh of the day finds it. */
function findNews(name: string, persona: Persona, date: string): BankRow[] {
  const [first, ...rest] = persona.errands;
  if (!first) {
    return [];
  }
  const random = createRandom(`${name}.news.${date}`);
  const errand = random.pick([first, ...rest]);
  return [toRow(`news.${date}`, errand, date, chooseAmount(errand, random), false)];
}

/** What is put in, and what it buys. */
function listPurchase(plan: SavingsPlan, date: string): BankInvestmentRow[] {
  if (Number(date.slice(8)) !== plan.dayOfMonth) {
    return [];
  }
  const cost = toCents(plan.quantity * plan.price);
  const row = { accountKey: plan.accountKey, date, fees: 0, currency: 'USD' };
  return [
    {
      ...row,
      key: `contribution.${date}`,
      name: 'CONTRIBUTION',
      security: null,
      quantity: 0,
      price: 0,
      amount: -cost,
      type: 'cash',
      subtype: 'contribution',
    },
    {
      ...row,
      key: `buy.${date}`,
      name: `BUY ${plan.security.name}`,
      security: plan.security,
      quantity: plan.quantity,
      price: plan.price,
      amount: cost,
      type: 'buy',
      subtype: 'buy',
    },
  ];
}

function listDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    days.push(date);
  }
  return days;
}
