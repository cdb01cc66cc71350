import 'server-only';
import type { CategoryDto } from '#lib/categories/contract';
import { listCategories } from '#lib/categories/queries';
import type { CivilDate } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { readItemSights, type Viewer } from '#lib/privacy/viewer';
import { type RecurringDto, type StreamDetailDto, type StreamDto, timesAYear } from './contract.ts';
import { type ReadStream, readStreams } from './read-streams.ts';
import { reckonStream } from './reckon-stream.ts';

/** Of one stream, in its drawer. */
const rowLimit = 200;
const unservedLimit = 50;

/** What comes again and again among what the viewer sees. */
export async function getRecurring(viewer: Viewer, today: CivilDate): Promise<RecurringDto> {
  const [streams, unserved] = await Promise.all([listStreams(viewer, today), listUnserved(viewer)]);
  return { streams, totals: sumTotals(streams), unserved };
}

/** The soonest first; what has ended, or cannot be told, last. */
async function listStreams(viewer: Viewer, today: CivilDate): Promise<StreamDto[]> {
  const [streams, categories] = await Promise.all([
    readStreams(viewer),
    listCategories(viewer.householdId),
  ]);
  const byId = new Map(categories.map((category) => [category.id, category]));
  return streams
    .filter(({ isMirror }) => !isMirror)
    .map((stream) => toStreamDto(stream, byId, today))
    .sort(
      (a, b) =>
        (a.nextOn ?? '9999').localeCompare(b.nextOn ?? '9999') ||
        a.name.localeCompare(b.name) ||
        a.id.localeCompare(b.id),
    );
}

/** One stream and its transactions. @throws AppError not_found */
export async function getStream(
  viewer: Viewer,
  streamId: string,
  today: CivilDate,
): Promise<StreamDetailDto> {
  const [[stream], categories] = await Promise.all([
    readStreams(viewer, streamId),
    listCategories(viewer.householdId),
  ]);
  if (!stream) throw new AppError('not_found', 'There is no such recurring payment any more.');
  const byId = new Map(categories.map((category) => [category.id, category]));
  const rows = stream.rows.slice(-rowLimit).toReversed();
  return {
    ...toStreamDto(stream, byId, today),
    rows: rows.map(({ id, date, merchant, amountMinor, pending }) => ({
      transactionId: id,
      date,
      merchant,
      accountName: stream.account.name,
      amountMinor,
      pending,
    })),
  };
}

function toStreamDto(
  stream: ReadStream,
  categories: ReadonlyMap<string, CategoryDto>,
  today: CivilDate,
): StreamDto {
  const { id, state, confidence, account, otherAccount, facts, rows } = stream;
  const last = rows.at(-1);
  const reckoned = reckonStream(facts, today, account.knownUntil);
  const chosen = categories.get(stream.personCategoryId ?? '');
  const category = chosen ?? categories.get(last?.categoryId ?? '');
  const times = timesAYear[facts.cadence];
  return {
    id,
    state,
    name: nameOf(stream),
    account: { id: account.id, name: account.name },
    towards: otherAccount?.name ?? null,
    category: category ? { id: category.id, name: category.name, icon: category.icon } : null,
    transfer: chosen ? chosen.kind === 'transfer' : (last?.transfer ?? false),
    cadence: facts.cadence,
    currency: last?.currency ?? '',
    yearMinor: times === null ? null : reckoned.amountMinor * times,
    count: rows.length,
    lastOn: last?.date ?? today,
    confidence,
    ...reckoned,
    said: {
      name: stream.personName !== null,
      category: chosen !== undefined,
      cadence: stream.personCadence !== null,
      amount: facts.amountMinor !== null,
      endsOn: facts.endsOn,
    },
  };
}

/** How many wait for a person's word. */
export async function countAsked(viewer: Viewer): Promise<number> {
  const streams = await readStreams(viewer);
  return streams.filter(({ state, isMirror }) => state === 'suggested' && !isMirror).length;
}

/** As a person calls it, else as its newest transaction is called. */
export function nameOf({ personName, rows }: ReadStream): string {
  return personName ?? (rows.at(-1)?.merchant || 'No name');
}

/** Of what was confirmed and goes on, what a year comes to. */
function sumTotals(streams: readonly StreamDto[]): RecurringDto['totals'] {
  const counted = streams.filter(
    ({ state, hasEnded, transfer }) => state === 'confirmed' && !hasEnded && !transfer,
  );
  const totals = [...Map.groupBy(counted, ({ currency }) => currency)].map(([currency, own]) => {
    const sum = (sign: number) =>
      own.reduce((total, { yearMinor }) => total + Math.max(0, sign * (yearMinor ?? 0)), 0);
    return { currency, outYearMinor: sum(-1), inYearMinor: sum(1) };
  });
  return totals.sort((a, b) => a.currency.localeCompare(b.currency));
}

/** The banks of which Plaid does not say what comes again. */
async function listUnserved(viewer: Viewer): Promise<string[]> {
  const sights = await readItemSights(viewer);
  const items = await db().item.findMany({
    where: {
      householdId: viewer.householdId,
      id: { in: [...sights.keys()] },
      streamsUnserved: true,
      removeRequestedAt: null,
    },
    select: itemNameColumns,
    take: unservedLimit,
  });
  return [...new Set(items.map(itemNameOf))].sort();
}
