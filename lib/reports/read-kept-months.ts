import 'server-only';
import { deserialize, serialize } from 'node:v8';
import { addDays, type CivilDate, fromEpochDay, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import type { SplitTime } from '#lib/month-sums/split-months';
import type { Viewer } from '#lib/privacy/viewer';
import { openMemory } from '#lib/versions/memory';
import { queryOtherRows, queryPrints, queryWholeRows } from './query-sums.ts';
import type { Question, Sum } from './read-sums.ts';

/** Of one question; a report is about 480 at most. */
const monthLimit = 600;
/** What lies further apart is read with all that is between. */
const readLimit = 4;
/** A household may have a million rows, and nothing kept. */
const patience = { maxWait: 10_000, timeout: 60_000 };

/** What rows of a month came to while it had this print; in few words, as there may be thousands. */
type KeptMonth = { print: string; sums: [number, string | null, string, number, number][] };

/** Days that are added up as one: a whole month, or those beside whole months. */
type Piece = Span & { month: CivilDate | null };

/**
 * The sums of a question by day or by merchant, of which there are none by month: of each month what was read while
 * it had the same print (lib/month-sums), and the others and the days around them from rows. So a change has its own
 * month read and not all of them.
 *
 * What is kept is known again by which rows it was made of, as the viewer saw them, and by nothing else: no order of
 * commits makes it wrong. Prints and rows are read at one moment.
 */
export function readKeptMonths(
  viewer: Viewer,
  question: Question,
  books: { hasOthers: boolean; months: SplitTime },
): Promise<Sum[]> {
  const name = nameQuestion(viewer, question);
  return db().$transaction(
    async (tx) => {
      const prints = await queryPrints(tx, viewer, question, books);
      const kept = findKept(name);
      const pieces = cutTime(question.filter, books.months);
      const known = new Map<Piece, Sum[]>();
      for (const piece of pieces) {
        const sums = findSums(piece, prints, kept);
        if (sums) known.set(piece, sums);
      }
      const stretches = listStretches(pieces, (piece) => !known.has(piece));
      for (const stretch of stretches) {
        const asked = askStretch(question, stretch);
        const read = await queryWholeRows(tx, viewer, asked, books.hasOthers);
        for (const [piece, sums] of sortOut(asked, stretch, read)) known.set(piece, sums);
      }
      if (stretches.length > 0) keep(name, kept, listMonths(known, prints));
      const others = books.hasOthers ? await queryOtherRows(tx, viewer, question) : [];
      return addUp(
        [...known].flatMap(([piece, sums]) => inSpans(question, piece, sums)),
        others,
      );
    },
    { ...patience, isolationLevel: 'RepeatableRead' },
  );
}

/** All but its time, for each viewer their own. */
function nameQuestion({ householdId, memberId }: Viewer, question: Question): string {
  const { filter, measure, by, currencies, spans } = question;
  const { from: _from, to: _to, ...asked } = filter;
  const isDaily = spans === 'days';
  return JSON.stringify(['months', householdId, memberId, measure, by, isDaily, currencies, asked]);
}

function findKept(name: string): Map<CivilDate, KeptMonth> {
  const found = openMemory().kept.get(name);
  return found ? (deserialize(found.bytes) as Map<CivilDate, KeptMonth>) : new Map();
}

/** Whoever asks at the same moment may keep other months in their place, which are read once more then. */
function keep(
  name: string,
  before: ReadonlyMap<CivilDate, KeptMonth>,
  now: ReadonlyMap<CivilDate, KeptMonth>,
): void {
  const all = new Map([...before, ...now]);
  const bytes = serialize(all.size > monthLimit ? now : all);
  openMemory().kept.set(name, { topics: [], version: '', bytes });
}

function cutTime({ from, to }: Span, { whole, rest }: SplitTime): Piece[] {
  const pieces: Piece[] = rest.map((span) => ({ ...span, month: null }));
  const last = whole.to ?? to;
  for (let month = whole.from ?? from; month <= last; month = addDays(lastDayOfMonth(month), 1)) {
    pieces.push({ from: month, to: lastDayOfMonth(month), month });
  }
  return pieces.sort((a, b) => a.from.localeCompare(b.from));
}

type Prints = ReadonlyMap<CivilDate, string | null>;

/** @returns null where it has to be read */
function findSums(
  { month }: Piece,
  prints: Prints,
  kept: ReadonlyMap<CivilDate, KeptMonth>,
): Sum[] | null {
  if (month === null) return null;
  // Nothing in it is asked for.
  if (!prints.has(month)) return [];
  const found = kept.get(month);
  if (!found || found.print !== prints.get(month)) return null;
  return found.sums.map(([span, key, currency, incomeMinor, spendingMinor]) => ({
    span,
    key,
    currency,
    incomeMinor,
    spendingMinor,
  }));
}

function listMonths(known: ReadonlyMap<Piece, Sum[]>, prints: Prints): Map<CivilDate, KeptMonth> {
  const months = new Map<CivilDate, KeptMonth>();
  for (const [{ month }, sums] of known) {
    const print = month && prints.get(month);
    if (!print) continue;
    months.set(month, {
      print,
      sums: sums.map((sum) => [
        sum.span,
        sum.key,
        sum.currency,
        sum.incomeMinor,
        sum.spendingMinor,
      ]),
    });
  }
  return months;
}

/** Pieces that are to be read, those in one go that follow each other. */
function listStretches(pieces: readonly Piece[], isMissing: (piece: Piece) => boolean): Piece[][] {
  const stretches: Piece[][] = [];
  let isOpen = false;
  for (const piece of pieces) {
    if (isMissing(piece)) {
      if (isOpen) stretches.at(-1)?.push(piece);
      else stretches.push([piece]);
    }
    isOpen = isMissing(piece);
  }
  if (stretches.length <= readLimit) return stretches;
  return [pieces.slice(pieces.findIndex(isMissing), pieces.findLastIndex(isMissing) + 1)];
}

function askStretch(question: Question, stretch: readonly Piece[]): Question {
  const { filter, spans } = question;
  const from = stretch[0]?.from ?? filter.from;
  const to = stretch.at(-1)?.to ?? filter.to;
  return {
    ...question,
    filter: { ...filter, from, to },
    spans: spans === 'days' ? spans : stretch,
  };
}

/** What was read, by the piece that it is of; of a piece's own span, the first, where days are not told apart. */
function sortOut(
  { spans }: Question,
  stretch: readonly Piece[],
  read: readonly Sum[],
): Map<Piece, Sum[]> {
  const byPiece = new Map<Piece, Sum[]>(stretch.map((piece) => [piece, []]));
  for (const sum of read) {
    const isDay = spans === 'days';
    const date = isDay ? fromEpochDay(sum.span) : '';
    const piece = isDay ? stretch.findLast(({ from }) => from <= date) : stretch[sum.span];
    if (!piece) throw new Error('PostgreSQL answered with a day that was not asked for.');
    byPiece.get(piece)?.push(isDay ? sum : { ...sum, span: 0 });
  }
  return byPiece;
}

/** A piece lies within one span: those of a report begin with months, after the first. */
function inSpans({ spans }: Question, { from }: Piece, sums: readonly Sum[]): readonly Sum[] {
  if (spans === 'days') return sums;
  const span = spans.findLastIndex((each) => each.from <= from);
  return sums.map((sum) => ({ ...sum, span }));
}

/** One for each span, key and currency. */
function addUp(...all: readonly (readonly Sum[])[]): Sum[] {
  const byName = new Map<string, Sum>();
  for (const sum of all.flat()) {
    const { span, key, currency } = sum;
    const name = key === null ? `${span} ${currency}` : `${span} ${currency} ${key}`;
    const before = byName.get(name);
    byName.set(
      name,
      before
        ? {
            ...before,
            incomeMinor: before.incomeMinor + sum.incomeMinor,
            spendingMinor: before.spendingMinor + sum.spendingMinor,
          }
        : sum,
    );
  }
  return [...byName.values()];
}
