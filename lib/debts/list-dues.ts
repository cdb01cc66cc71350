import 'server-only';
import { listAccounts } from '#lib/accounts/queries';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { db, Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { DueDto } from '#lib/recurring/contract';
import type { ReadStream } from '#lib/recurring/read-streams';
import { reckonStream } from '#lib/recurring/reckon-stream';
import type { DebtDto, TermsDto } from './contract.ts';
import { listDebts } from './queries.ts';

/** A payment that is due so long after a statement is due for it, and not for the next one. */
const cycleDays = 31;

/**
 * What banks say is to be paid on cards and loans. One that a confirmed recurring payment pays is left to that:
 * it would be due twice.
 *
 * @param streams  what recurs
 */
export async function listDebtDues(
  viewer: Viewer,
  streams: readonly ReadStream[],
  { span, today }: { span: Span; today: CivilDate },
): Promise<DueDto[]> {
  const debts = (await listDebts(viewer, today)).filter(({ terms }) => terms?.dueOn);
  if (debts.length === 0) return [];
  const payments = await readPayments(
    viewer,
    debts.map(({ id }) => id),
  );
  const paid = listPaidByStreams(streams, payments, today);
  const payers = await readPayers(viewer, payments);
  return debts
    .filter(({ id }) => !paid.has(id))
    .flatMap((debt) => toDue(debt, payers.get(debt.id) ?? debt, today))
    .filter(({ on }) => on >= span.from && on <= span.to);
}

function toDue(
  { id, name, group, institution, terms }: DebtDto,
  payer: { id: string; name: string },
  today: CivilDate,
): DueDto[] {
  const amount = terms?.payment ?? terms?.statement?.balance;
  if (!terms?.dueOn || !amount || amount.minor <= 0) return [];
  const paidOn = findPaidOn(terms);
  const isPast = terms.dueOn < today;
  if (isPast && paidOn === null && terms.isOverdue === false) return [];
  return [
    {
      id: `${id} ${terms.dueOn}`,
      on: paidOn ?? terms.dueOn,
      name: group === 'cards' && terms.payment ? `${name}, minimum` : name,
      payee: institution?.name ?? 'A debt',
      accountId: payer.id,
      accountName: payer.name,
      currency: amount.currency,
      mirror: false,
      amountMinor: -amount.minor,
      lowMinor: -amount.minor,
      highMinor: -amount.minor,
      transfer: true,
      categoryId: null,
      state: paidOn ? 'seen' : isPast ? 'late' : 'expected',
      href: `/accounts/${id}#terms`,
      by: 'bank',
    },
  ];
}

/** When what a statement asks for was paid; null where it was not, or no statement asks for it yet. */
function findPaidOn({ statement, dueOn, payment, lastPayment }: TermsDto): CivilDate | null {
  const { on, paid } = lastPayment ?? {};
  if (!statement?.on || !dueOn || !payment || !on || !paid) return null;
  if (epochDay(dueOn) - epochDay(statement.on) > cycleDays) return null;
  return on > statement.on && paid.minor >= payment.minor ? on : null;
}

/** Rows by which a debt was paid, the newest first: the ends of transfers into it. */
type DebtPayment = { debtId: string; outId: string; payerId: string };

async function readPayments(viewer: Viewer, debtIds: readonly string[]): Promise<DebtPayment[]> {
  return db().$queryRaw<DebtPayment[]>`
    SELECT COALESCE(i."accountId", x."towardsId") AS "debtId", o."id" AS "outId",
      o."accountId" AS "payerId"
    FROM "Transfer" x
    JOIN "Transaction" o ON o."householdId" = x."householdId" AND o."id" = x."outId"
      AND o."removedAt" IS NULL
    LEFT JOIN "Transaction" i ON i."householdId" = x."householdId" AND i."id" = x."inId"
    WHERE x."householdId" = ${viewer.householdId}::uuid AND x."state" = 'confirmed'
      AND COALESCE(i."accountId", x."towardsId") = ANY(${debtIds}::uuid[])
      AND ${seesAccount(viewer, Prisma.sql`o."accountId"`)}
    ORDER BY o."date" DESC, o."id" LIMIT ${paymentLimit}`;
}

const paymentLimit = 2_000;

/** The account that each was last paid from: what is due goes off it. */
async function readPayers(viewer: Viewer, payments: readonly DebtPayment[]) {
  const { items } = await listAccounts(viewer);
  const accounts = new Map(items.map(({ id, name }) => [id, { id, name }]));
  const payers = new Map<string, { id: string; name: string }>();
  for (const { debtId, payerId } of payments) {
    const account = accounts.get(payerId);
    if (account && !payers.has(debtId)) payers.set(debtId, account);
  }
  return payers;
}

/** The debts that a confirmed stream pays, which goes on: by its transfers, or by what arrives in the debt. */
function listPaidByStreams(
  streams: readonly ReadStream[],
  payments: readonly DebtPayment[],
  today: CivilDate,
): Set<string> {
  const debtOf = new Map(payments.map(({ outId, debtId }) => [outId, debtId]));
  return new Set(
    streams
      .filter(({ state, facts, account }) => {
        if (state !== 'confirmed') return false;
        return !reckonStream(facts, today, account.knownUntil).hasEnded;
      })
      .flatMap(({ rows, account }) =>
        rows.flatMap(
          ({ id, amountMinor }) => debtOf.get(id) ?? (amountMinor > 0 ? account.id : []),
        ),
      ),
  );
}
