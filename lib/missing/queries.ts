import 'server-only';
import { getAccount } from '#lib/accounts/queries';
import type { RhythmDto } from '#lib/calendar/contract';
import { readRhythm } from '#lib/calendar/queries';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { AppError, nullWhenMissing } from '#lib/errors';
import type { ItemDto } from '#lib/items/contract';
import { getItem } from '#lib/items/queries';
import { unnamedCurrency } from '#lib/money/currency';
import { toMinor } from '#lib/money/minor';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { TieOutDto } from '#lib/tie-out/contract';
import { getTieOut } from '#lib/tie-out/queries';
import type { MissingDto, MissingQuery, MissingRow, MissingStep, Verdict } from './contract.ts';
import { findRows } from './find-rows.ts';
import type { Question } from './judge-row.ts';

const noRhythm: RhythmDto = { lastAt: null, usualGapMs: null, nextAt: null, usualLagDays: null };

/**
 * Looks for what a person misses on an account: first everywhere it may be, then for why it may not
 * have come. Reads alone.
 *
 * @param now  whose day, in UTC, counts as today
 * @throws AppError not_found
 */
export async function findMissing(
  viewer: Viewer,
  accountId: string,
  query: MissingQuery,
  now = new Date(),
): Promise<MissingDto> {
  await requireAccount(viewer, accountId);
  const account = await getAccount(viewer, accountId);
  const question = toQuestion(query, account.current?.currency ?? unnamedCurrency);
  const { itemId } = account;
  const [rows, window, item, rhythm, tieOut] = await Promise.all([
    findRows(viewer, accountId, question),
    readWindow(viewer.householdId, accountId),
    itemId ? getItem(viewer, itemId) : null,
    itemId ? readRhythm(viewer, itemId) : noRhythm,
    getTieOut(viewer, accountId).catch(nullWhenMissing),
  ]);
  const items: MissingStep[] = [
    { kind: 'here', ...judgeRows(rows.here) },
    { kind: 'pending', ...judgeRows(rows.pending) },
    { kind: 'withdrawn', ...judgeRows(rows.withdrawn) },
    { kind: 'hidden', ...judgeRows(rows.hidden) },
    { kind: 'elsewhere', ...judgeRows(rows.elsewhere) },
    judgeWindow(query.date, window, item),
    judgeLag(query.date, item, rhythm, now.toISOString().slice(0, 10)),
    judgeConnection(item),
    judgeTieOut(tieOut),
  ];
  return { items, nextCursor: null };
}

/** @throws AppError invalid_input when the amount is beyond what can be exact */
export function toQuestion({ date, amount, text }: MissingQuery, currency: string): Question {
  try {
    const value = amount === undefined ? null : Number(amount.replace(',', '.'));
    return {
      date,
      amountMinor: value === null ? null : toMinor(value, currency),
      text: text ?? null,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('invalid_input', 'The amount is too large to look for.', {
      fields: { amount: 'This is too large.' },
    });
  }
}

function judgeRows(rows: MissingRow[]): { verdict: Verdict; rows: MissingRow[] } {
  if (rows.length === 0) return { verdict: 'clear', rows };
  return { verdict: rows.some(({ exact }) => exact) ? 'found' : 'likely', rows };
}

type Window = { from: string | null };

/** The first day of which the bank has told anything. */
async function readWindow(householdId: string, accountId: string): Promise<Window> {
  const [{ from } = { from: null }] = await db().$queryRaw<Window[]>`
    SELECT min("date")::text AS "from" FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "accountId" = ${accountId}::uuid
      AND "itemId" IS NOT NULL`;
  return { from };
}

function judgeWindow(date: CivilDate, { from }: Window, item: ItemDto | null): MissingStep {
  const complete = item?.history === 'historical_complete';
  const isBefore = from !== null && date < from;
  const verdict = isBefore || (item && !complete) ? 'likely' : from === null ? 'unknown' : 'clear';
  return { kind: 'window', verdict, from, complete };
}

/** It is early to miss what usually takes longer to come. */
function judgeLag(
  date: CivilDate,
  item: ItemDto | null,
  rhythm: RhythmDto,
  today: CivilDate,
): MissingStep {
  const lastSyncedAt = item?.lastSyncedAt ?? null;
  const { usualLagDays } = rhythm;
  const expectedOn = usualLagDays === null ? null : addDays(date, usualLagDays);
  const isEarly = expectedOn !== null && expectedOn >= today;
  const isAfterSync = lastSyncedAt !== null && date > lastSyncedAt.slice(0, 10);
  const verdict =
    isEarly || isAfterSync || date >= addDays(today, -1)
      ? 'likely'
      : expectedOn === null
        ? 'unknown'
        : 'clear';
  return { kind: 'lag', verdict, rhythm, lastSyncedAt, expectedOn };
}

function judgeConnection(item: ItemDto | null): MissingStep {
  const isWell = item?.state.name === 'healthy' || item?.state.name === 'expiring';
  return {
    kind: 'connection',
    verdict: item === null ? 'unknown' : isWell ? 'clear' : 'likely',
    state: item?.state ?? null,
    itemId: item?.id ?? null,
  };
}

function judgeTieOut(tieOut: TieOutDto | null): MissingStep {
  const verdicts = { ties_out: 'clear', off: 'likely', no_basis: 'unknown' } as const;
  if (!tieOut) return { kind: 'tie_out', verdict: 'unknown', tieOut, suspects: 0 };
  const { status, reason, difference, partedOn, suspects } = tieOut;
  return {
    kind: 'tie_out',
    verdict: verdicts[status],
    tieOut: { status, reason, difference, partedOn },
    suspects: suspects.length,
  };
}
