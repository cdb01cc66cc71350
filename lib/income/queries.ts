import 'server-only';
import type { Span } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import type { Money } from '#lib/money/contract';
import type { Viewer } from '#lib/privacy/viewer';
import { readSums } from '#lib/reports/read-sums';
import { type IncomeContent, openContent, type PayrollContent } from './content.ts';
import type { BankIncomeDto, IncomeDto, PayrollIncomeDto } from './contract.ts';
import { describeState } from './describe-income.ts';
import { type IncomeSource, incomeSources } from './limits.ts';
import { matchPayments } from './match-payments.ts';
import { readOwnRows } from './read-own-rows.ts';
import { listPayments, spanOfBanks, sumBank } from './sum-bank.ts';
import { listPaidOut, sumPayroll } from './sum-payroll.ts';

/** A member's own income, as far as it is here. Nobody else's is ever asked for. */
export async function getIncome(viewer: Viewer): Promise<IncomeDto> {
  const { householdId, memberId } = viewer;
  const profile = await db().incomeProfile.findFirst({
    where: { householdId, memberId, removeRequestedAt: null },
    select: {
      endsAt: true,
      readings: {
        take: incomeSources.length,
        select: {
          id: true,
          source: true,
          state: true,
          errorCode: true,
          contentSealed: true,
          fetchedAt: true,
          changedAt: true,
          dueAt: true,
        },
      },
    },
  });
  const readings = profile?.readings ?? [];
  const of = <Source extends IncomeSource>(source: Source) => {
    const reading = readings.find((each) => each.source === source) ?? null;
    const sealed = reading?.contentSealed;
    const content = sealed ? openContent<Source>({ householdId, id: reading.id }, sealed) : null;
    return { state: describeState(reading, source), content };
  };
  const [bank, payroll] = [of('bank'), of('payroll')];
  const isShared = [bank, payroll].some(({ state }) => state.state !== 'not_asked');
  return {
    endsAt: profile && isShared ? profile.endsAt.toISOString() : null,
    bank: { ...bank.state, income: bank.content && (await tieBank(viewer, bank.content)) },
    payroll: {
      ...payroll.state,
      income: payroll.content && (await tiePayroll(viewer, payroll.content)),
    },
  };
}

async function tieBank(
  viewer: Viewer,
  content: IncomeContent['bank'],
): Promise<BankIncomeDto | null> {
  const payments = listPayments(content);
  const span = spanOfBanks(content);
  if (!span) return null;
  const [rows, reported] = await Promise.all([
    readOwnRows(viewer, span),
    readReported(viewer, span),
  ]);
  return sumBank(content, matchPayments(payments, rows), reported);
}

/** What Reports → Income says of the same days. */
async function readReported(viewer: Viewer, span: Span): Promise<Money[]> {
  const question = { filter: span, measure: 'income' as const, spans: [span], by: null };
  const sums = await readSums(viewer, question);
  return sums.map(({ currency, incomeMinor }) => ({ currency, minor: incomeMinor }));
}

async function tiePayroll(viewer: Viewer, content: PayrollContent): Promise<PayrollIncomeDto> {
  const paidOut = listPaidOut(content);
  const known = paidOut.filter((each) => each !== null);
  const days = known.map(({ on }) => on).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  const rows = from && to ? await readOwnRows(viewer, { from, to }) : [];
  const found = matchPayments(known, rows);
  const rowOf = new Map(known.map((payment, index) => [payment, found[index] ?? null]));
  return sumPayroll(
    content,
    paidOut.map((payment) => payment && (rowOf.get(payment) ?? null)),
  );
}
