import 'server-only';
import { addDays, type CivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { Money } from '#lib/money/contract';
import type { ProviderBankIncome, ProviderIncomeStream } from '#lib/plaid/bank-income';
import type {
  BankIncomeDto,
  IncomeMonthDto,
  IncomePaymentDto,
  IncomeStreamDto,
  ReportedIncomeDto,
} from './contract.ts';
import { describeMissing } from './describe-income.ts';
import type { Payment } from './match-payments.ts';
import { hasEnded, readCadence, reckonMonthly } from './monthly-pay.ts';
import type { IncomeRow } from './read-own-rows.ts';

/** So many are named; a report whose payments are all missing says that by its sums. */
const strayLimit = 50;

/** Every payment of the streams, in the order in which `sumBank` takes what was found of them. */
export function listPayments({ banks }: ProviderBankIncome): Payment[] {
  return banks.flatMap(({ streams }) =>
    streams.flatMap(({ payments, account }) =>
      payments.map(({ on, minor, currency }) => ({
        on,
        minor,
        currency,
        mask: account?.mask ?? null,
      })),
    ),
  );
}

/** The days that were looked through; null where Plaid looked at no bank. */
export function spanOfBanks({ banks }: ProviderBankIncome): Span | null {
  const [from] = banks.map((bank) => bank.from).toSorted();
  const to = banks
    .map((bank) => bank.to)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/**
 * Pure: what arrives at somebody's banks, added up from its payments.
 *
 * @param found     of each payment, the row that it is
 * @param reported  what reports count as income in the same time
 * @returns null where Plaid looked at no bank
 */
export function sumBank(
  content: ProviderBankIncome,
  found: readonly (IncomeRow | null)[],
  reported: readonly Money[],
): BankIncomeDto | null {
  const { banks, missing } = content;
  const span = spanOfBanks(content);
  if (!span) return null;
  const { from, to } = span;
  let next = 0;
  const streams = banks.flatMap((bank) =>
    bank.streams.map((stream) => {
      const rows = found.slice(next, next + stream.payments.length);
      next += stream.payments.length;
      return toStream(stream, { bank: bank.name ?? 'Bank', to: bank.to, rows });
    }),
  );
  const payments = streams.flatMap((stream) => stream.payments);
  return {
    from,
    to,
    streams: streams.toSorted(bySize),
    totals: addUp(payments),
    monthly: addUp(streams.flatMap(({ monthly, ended }) => (monthly && !ended ? [monthly] : []))),
    months: listMonths(from, to, payments),
    strays: listStrays(streams),
    reported: compareReported(payments, reported),
    missing: describeMissing(missing),
  };
}

function toStream(
  stream: ProviderIncomeStream,
  { bank, to, rows }: { bank: string; to: CivilDate; rows: readonly (IncomeRow | null)[] },
): IncomeStreamDto {
  const payments = stream.payments.map((payment, index) => ({
    ...payment,
    transactionId: rows[index]?.id ?? null,
    counted: rows[index]?.counted ?? false,
  }));
  const cadence = readCadence(stream.frequency);
  const totals = addUp(payments);
  const [total, ...others] = totals;
  const monthly =
    others.length > 0
      ? null
      : reckonMonthly(
          payments.map(({ minor }) => minor),
          cadence,
        );
  const { statedMinor, account } = stream;
  const isOff = total && statedMinor !== null && statedMinor !== total.minor;
  const last = payments.at(-1);
  return {
    id: stream.plaidSourceId,
    payer: stream.payer ?? 'Unnamed payer',
    category: stream.category ?? 'OTHER',
    cadence,
    ended: last !== undefined && hasEnded(last.on, to, cadence),
    bank,
    account:
      account && [account.name, account.mask && `••${account.mask}`].filter(Boolean).join(' '),
    payments: payments.toReversed(),
    totals,
    monthly: total && monthly !== null ? { minor: monthly, currency: total.currency } : null,
    stated: isOff ? { minor: statedMinor, currency: total.currency } : null,
  };
}

/** What has ended comes last; else what brings most in all comes first. */
function bySize(a: IncomeStreamDto, b: IncomeStreamDto): number {
  const sizeOf = ({ totals }: IncomeStreamDto) => totals[0]?.minor ?? 0;
  return Number(a.ended) - Number(b.ended) || sizeOf(b) - sizeOf(a);
}

/** What would have to be looked at if the two do not agree. */
function listStrays(streams: readonly IncomeStreamDto[]): BankIncomeDto['strays'] {
  return streams
    .flatMap(({ payer, payments }) => payments.map((payment) => ({ ...payment, payer })))
    .filter(({ counted }) => !counted)
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
    .slice(0, strayLimit);
}

function compareReported(
  payments: readonly IncomePaymentDto[],
  reported: readonly Money[],
): ReportedIncomeDto[] {
  const currencies = new Set([...payments, ...reported].map(({ currency }) => currency));
  return [...currencies].map((currency) => {
    const ours = payments.filter((payment) => payment.currency === currency);
    const sum = (rows: readonly Money[]) => rows.reduce((all, { minor }) => all + minor, 0);
    const totalMinor = sum(reported.filter((each) => each.currency === currency));
    const bothMinor = sum(ours.filter(({ counted }) => counted));
    const thereMinor = sum(ours) - bothMinor;
    return { currency, totalMinor, bothMinor, hereMinor: totalMinor - bothMinor, thereMinor };
  });
}

function listMonths(
  from: CivilDate,
  to: CivilDate,
  payments: readonly IncomePaymentDto[],
): IncomeMonthDto[] {
  const byMonth = Map.groupBy(payments, ({ on }) => `${on.slice(0, 7)}-01`);
  const months: IncomeMonthDto[] = [];
  for (
    let month = `${from.slice(0, 7)}-01`;
    month <= to;
    month = addDays(lastDayOfMonth(month), 1)
  ) {
    months.push({ month, sums: addUp(byMonth.get(month) ?? []) });
  }
  return months;
}

/** One sum for each currency, the largest first. */
function addUp(amounts: readonly Money[]): Money[] {
  return [...Map.groupBy(amounts, ({ currency }) => currency)]
    .map(([currency, each]) => ({
      currency,
      minor: each.reduce((sum, { minor }) => sum + minor, 0),
    }))
    .toSorted((a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1));
}
