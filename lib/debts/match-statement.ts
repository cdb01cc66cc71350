import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';

/** So many days around a statement's day banks may count a row on either side of it. */
const edgeDays = 5;
/** Two equal rows so many days apart may be one. */
const twinDays = 3;
/** Pairs are looked for among so many. */
const pairLimit = 60;
const candidateLimit = 10;

/** A row as it changes what is owed: a purchase is positive, a payment negative. */
export type StatementRow = {
  id: string;
  /** The bank's. */
  date: CivilDate;
  owedMinor: number;
  pending: boolean;
  name: string;
};

type Candidate = {
  rowId: string;
  /**
   * `after`: dated after the statement, may be in it. `before`: dated before its cycle, may be in it.
   * `end`, `start`: counted in it, may be in the next one, or in the one before. `pending`: not posted
   * here, may be in it. `twice`: it has a twin. `exact`: it is worth just what is too much.
   */
  why: 'after' | 'before' | 'end' | 'start' | 'pending' | 'twice' | 'exact';
  /** It accounts for the whole difference, by itself or with one other that does. */
  explains: boolean;
};

export type StatementMatch =
  /** `opening`: neither the statement before is known nor a balance to count back from. */
  | { kind: 'unknown'; reason: 'opening' }
  | {
      kind: 'matches' | 'differs';
      /**
       * `cycle`: the statement before and the rows since come to this one. `since`: Plaid does not say
       * when a cycle begins, and no earlier statement is known; counted back from today's balance.
       */
      basis: 'cycle' | 'since';
      /** Of the statement before; null counted back. */
      openedOn: CivilDate | null;
      openingMinor: number | null;
      rowsMinor: number;
      expectedMinor: number;
      /** The statement less what was expected: positive = more is owed than rows explain. */
      differenceMinor: number;
      candidates: Candidate[];
    };

export type StatementFacts = {
  issuedOn: CivilDate;
  balanceMinor: number;
  /** The statement before, where it was seen and all rows since are here. */
  opening: { on: CivilDate; minor: number } | null;
  /** What the bank says is owed now; null where its balance does not follow its rows. */
  owedMinor: number | null;
  /** All of the account, from before the opening on. */
  rows: readonly StatementRow[];
};

/** Whether a statement is what the rows come to, and which rows may explain it where it is not. */
export function matchStatement(facts: StatementFacts): StatementMatch {
  const { issuedOn, balanceMinor, opening, owedMinor, rows } = facts;
  const posted = rows.filter(({ pending }) => !pending);
  const isIn = ({ date, pending }: StatementRow) =>
    !pending && date <= issuedOn && (opening === null || date > opening.on);
  const sum = (some: readonly StatementRow[]) =>
    some.reduce((total, { owedMinor: own }) => total + own, 0);
  const reckon = () => {
    if (opening) {
      const rowsMinor = sum(posted.filter(isIn));
      return { rowsMinor, expectedMinor: opening.minor + rowsMinor };
    }
    if (owedMinor === null) return null;
    const rowsMinor = sum(posted.filter(({ date }) => date > issuedOn));
    return { rowsMinor, expectedMinor: owedMinor - rowsMinor };
  };
  const reckoned = reckon();
  if (!reckoned) return { kind: 'unknown', reason: 'opening' };
  const differenceMinor = balanceMinor - reckoned.expectedMinor;
  return {
    kind: differenceMinor === 0 ? 'matches' : 'differs',
    basis: opening ? 'cycle' : 'since',
    openedOn: opening?.on ?? null,
    openingMinor: opening?.minor ?? null,
    ...reckoned,
    differenceMinor,
    candidates: differenceMinor === 0 ? [] : findCandidates(facts, isIn, differenceMinor),
  };
}

/** @param effectMinor  what the statement would be expected to be more, were the row on the other side */
type Possible = Omit<Candidate, 'explains'> & { effectMinor: number };

function findCandidates(
  { issuedOn, opening, rows }: StatementFacts,
  isIn: (row: StatementRow) => boolean,
  differenceMinor: number,
): Candidate[] {
  const near = (date: CivilDate, edge: CivilDate) =>
    Math.abs(epochDay(date) - epochDay(edge)) <= edgeDays;
  const judge = (row: StatementRow): Candidate['why'] | null => {
    const { date, pending, owedMinor } = row;
    if (pending) return date <= issuedOn ? 'pending' : null;
    if (date > issuedOn) return near(date, issuedOn) ? 'after' : null;
    if (opening && date <= opening.on) return near(date, opening.on) ? 'before' : null;
    if (hasTwin(row, rows.filter(isIn))) return 'twice';
    if (near(date, issuedOn)) return 'end';
    if (opening && near(date, opening.on)) return 'start';
    return opening && -owedMinor === differenceMinor ? 'exact' : null;
  };
  const possible = rows.flatMap((row): Possible[] => {
    const why = judge(row);
    if (why === null || row.owedMinor === 0) return [];
    const effectMinor = row.date <= issuedOn && isIn(row) ? -row.owedMinor : row.owedMinor;
    return [{ rowId: row.id, why, effectMinor }];
  });
  const explaining = explain(possible, differenceMinor);
  const shown = explaining.length > 0 ? explaining : possible;
  return shown
    .slice(0, candidateLimit)
    .map(({ rowId, why }) => ({ rowId, why, explains: explaining.length > 0 }));
}

/** Each one that is the difference; else the first two that are it together. */
function explain(possible: readonly Possible[], differenceMinor: number): Possible[] {
  const alone = possible.filter(({ effectMinor }) => effectMinor === differenceMinor);
  if (alone.length > 0) return alone;
  const some = possible.slice(0, pairLimit);
  for (const [index, one] of some.entries()) {
    const other = some
      .slice(index + 1)
      .find(({ effectMinor }) => one.effectMinor + effectMinor === differenceMinor);
    if (other) return [one, other];
  }
  return [];
}

function hasTwin(row: StatementRow, rows: readonly StatementRow[]): boolean {
  return rows.some(
    ({ id, owedMinor, name, date }) =>
      id !== row.id &&
      owedMinor === row.owedMinor &&
      name === row.name &&
      Math.abs(epochDay(date) - epochDay(row.date)) <= twinDays,
  );
}
