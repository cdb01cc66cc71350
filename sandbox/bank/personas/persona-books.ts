import { addDays, addMonths, lastMonthly } from '../../dates.ts';
import type { BankAccount, BankRow } from '../bank-user.ts';
import { toCents } from '../loan-math.ts';
import type { CardPayment, Persona, Sweep } from './persona.ts';
import { listErrand, listHabit, toRow } from './persona-rows.ts';

/**
 * A persona's books, day by day. Habits and errands follow from the day alone; what pays a card or empties an
 * account follows from the month before. So no balance drifts away, however far the books go back.
 */
export class PersonaBooks {
  readonly #name: string;
  readonly #persona: Persona;
  readonly #createdOn: string;
  readonly #plainByDay = new Map<string, BankRow[]>();

  constructor(name: string, persona: Persona, createdOn: string) {
    this.#name = name;
    this.#persona = persona;
    this.#createdOn = createdOn;
  }

  rowsOf(date: string): BankRow[] {
    return [
      ...this.#unsweptRows(date),
      ...this.#persona.sweeps.flatMap((sweep) => this.#sweepRows(sweep, date)),
    ];
  }

  /** What was bought on the day the Item was made is still a hold then. */
  holds(): BankRow[] {
    return this.#plainRows(this.#createdOn).filter((row) => row.pending);
  }

  /** What an account shows on the day the Item was made. */
  balance(account: BankAccount): Pick<BankAccount, 'current' | 'available'> {
    const today = this.#createdOn;
    const card = this.#persona.cardPayments.find(({ to }) => to === account.key);
    const isSwept = this.#persona.sweeps.some(({ accountKey }) => accountKey === account.key);
    const held = sum(this.holds(), account.key);
    if (card) {
      const charged = this.#sumCharges(card, firstUnpaidDay(card, today), today);
      const owed = toCents(charged - held);
      const available = account.limit === null ? null : toCents(account.limit - owed - held);
      return { current: owed, available };
    }
    if (!isSwept) {
      return { current: account.current, available: account.available };
    }
    const spent = this.#sumDays(lastMonthly(today, 1), today, account.key);
    const current = toCents((account.current ?? 0) - spent + held);
    return { current, available: toCents(current - held) };
  }

  #plainRows(date: string): BankRow[] {
    const known = this.#plainByDay.get(date);
    if (known) {
      return known;
    }
    const { habits, errands } = this.#persona;
    const rows = [
      ...habits.flatMap((habit, index) => listHabit(this.#name, habit, index, date)),
      ...errands.flatMap((errand, index) =>
        listErrand(this.#name, errand, index, date, date === this.#createdOn),
      ),
    ];
    this.#plainByDay.set(date, rows);
    return rows;
  }

  #unsweptRows(date: string): BankRow[] {
    return [
      ...this.#plainRows(date),
      ...this.#persona.cardPayments.flatMap((payment) => this.#paymentRows(payment, date)),
    ];
  }

  #paymentRows(payment: CardPayment, date: string): BankRow[] {
    if (Number(date.slice(8)) !== payment.dayOfMonth) {
      return [];
    }
    const [from, to] = monthBefore(date);
    const amount = this.#sumCharges(payment, from, to);
    if (amount <= 0) {
      return [];
    }
    const paid = { accountKey: payment.from, description: 'CREDIT CARD PAYMENT WEB' };
    const received = { accountKey: payment.to, description: 'AUTOMATIC PAYMENT - THANK YOU' };
    return [
      toRow(`paid.${payment.to}.${date}`, paid, date, amount, false),
      toRow(`received.${payment.to}.${date}`, received, date, -amount, false),
    ];
  }

  #sweepRows(sweep: Sweep, date: string): BankRow[] {
    if (!date.endsWith('-01')) {
      return [];
    }
    const [from, to] = monthBefore(date);
    const left = toCents(-this.#sumDays(from, to, sweep.accountKey));
    return left === 0 ? [] : [toRow(`sweep.${sweep.accountKey}.${date}`, sweep, date, left, false)];
  }

  #sumCharges({ to }: CardPayment, first: string, last: string): number {
    let charges = 0;
    for (let date = first; date <= last; date = addDays(date, 1)) {
      charges += sum(this.#plainRows(date), to);
    }
    return toCents(charges);
  }

  /** What left the account, less what came in, without the sweeps. */
  #sumDays(first: string, last: string, accountKey: string): number {
    let total = 0;
    for (let date = first; date <= last; date = addDays(date, 1)) {
      total += sum(this.#unsweptRows(date), accountKey);
    }
    return total;
  }
}

/** Once this month's payment is made, the charges since the first are unpaid; before it, the month before too. */
function firstUnpaidDay({ dayOfMonth }: CardPayment, today: string): string {
  const monthStart = lastMonthly(today, 1);
  return Number(today.slice(8)) >= dayOfMonth ? monthStart : addMonths(monthStart, -1);
}

function monthBefore(date: string): [first: string, last: string] {
  const monthStart = lastMonthly(date, 1);
  return [addMonths(monthStart, -1), addDays(monthStart, -1)];
}

function sum(rows: BankRow[], accountKey: string): number {
  return rows.reduce((total, row) => total + (row.accountKey === accountKey ? row.amount : 0), 0);
}
