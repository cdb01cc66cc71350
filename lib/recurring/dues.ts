import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { listDebtDues } from '#lib/debts/list-dues';
import type { Viewer } from '#lib/privacy/viewer';
import type { DueDto } from './contract.ts';
import { nameOf } from './queries.ts';
import { type ReadStream, readStreams } from './read-streams.ts';
import { listExpected, reckonStream } from './reckon-stream.ts';

/**
 * What is due in a span of days, what came in it and what did not, the earliest first. Of the days past only what
 * was confirmed says anything.
 */
export async function listDues(viewer: Viewer, span: Span, today: CivilDate): Promise<DueDto[]> {
  const streams = await readStreams(viewer);
  const dues = [
    ...listStreamDues(streams, span, today),
    ...(await listDebtDues(viewer, streams, { span, today })),
  ];
  return dues.sort((a, b) => a.on.localeCompare(b.on) || a.name.localeCompare(b.name));
}

/** Each once, for whoever reads them: of a transfer the end by which it leaves. */
export function listedOnce(dues: readonly DueDto[]): DueDto[] {
  return dues.filter(({ mirror }) => !mirror);
}

/** What is still to come up to a day; what is late, and can still come, first. */
export async function listUpcoming(
  viewer: Viewer,
  to: CivilDate,
  today: CivilDate,
): Promise<DueDto[]> {
  const dues = await listDues(viewer, { from: '0001-01-01', to }, today);
  return dues.filter(({ state }) => state === 'expected' || state === 'late');
}

function listStreamDues(streams: readonly ReadStream[], span: Span, today: CivilDate): DueDto[] {
  return streams
    .filter(({ state }) => state === 'confirmed')
    .flatMap((stream) => [...listSeen(stream, span), ...listComing(stream, span, today)]);
}

function listComing(stream: ReadStream, { from, to }: Span, today: CivilDate): DueDto[] {
  const { facts, account } = stream;
  const { nextOn, hasEnded, amountMinor, lowMinor, highMinor } = reckonStream(
    facts,
    today,
    account.knownUntil,
  );
  if (hasEnded) return [];
  return listExpected(facts, to)
    .filter((on) => on >= from)
    .map((on) => ({
      ...toDue(stream, on),
      amountMinor,
      lowMinor,
      highMinor,
      state: nextOn === null || on < nextOn ? 'missed' : on < today ? 'late' : 'expected',
    }));
}

function listSeen(stream: ReadStream, { from, to }: Span): DueDto[] {
  return stream.rows
    .filter(({ date }) => date >= from && date <= to)
    .map(({ id, date, amountMinor }) => ({
      ...toDue(stream, date),
      id: `${stream.id} ${id}`,
      amountMinor,
      lowMinor: amountMinor,
      highMinor: amountMinor,
      state: 'seen',
    }));
}

function toDue(stream: ReadStream, on: CivilDate) {
  const last = stream.rows.at(-1);
  return {
    id: `${stream.id} ${on}`,
    on,
    name: nameOf(stream),
    payee: nameOf(stream),
    accountId: stream.account.id,
    accountName: stream.account.name,
    currency: last?.currency ?? '',
    transfer: last?.transfer ?? false,
    mirror: stream.isMirror,
    categoryId: stream.personCategoryId ?? last?.categoryId ?? null,
    href: `/recurring?open=${stream.id}`,
    by: 'stream' as const,
  };
}
