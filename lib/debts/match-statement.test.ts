import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { matchStatement, type StatementFacts, type StatementRow } from './match-statement.ts';

const issuedOn = '2026-10-28';
const openedOn = '2026-09-28';

let next = 0;
function row(date: string, owedMinor: number, more: Partial<StatementRow> = {}): StatementRow {
  next += 1;
  return { id: `r${next}`, date, owedMinor, pending: false, name: `Shop ${next}`, ...more };
}

const purchase = row('2026-10-10', 4_000);
const payment = row('2026-10-20', -10_000);
const rows = [purchase, payment];
const facts: StatementFacts = {
  issuedOn,
  balanceMinor: 44_000,
  opening: { on: openedOn, minor: 50_000 },
  owedMinor: null,
  rows,
};

/** As a check of the whole verdict would read. */
function judge(change: Partial<StatementFacts>) {
  const match = matchStatement({ ...facts, ...change });
  if (match.kind === 'unknown') return match.kind;
  const { kind, basis, differenceMinor, candidates } = match;
  return [kind, basis, differenceMinor, candidates.map(({ why, explains }) => [why, explains])];
}

describe('a statement', () => {
  it('matches when the one before and the rows since come to it', () => {
    expect(matchStatement(facts)).toEqual({
      kind: 'matches',
      basis: 'cycle',
      openedOn,
      openingMinor: 50_000,
      rowsMinor: -6_000,
      expectedMinor: 44_000,
      differenceMinor: 0,
      candidates: [],
    });
  });

  it('counts rows of its day, none of the day of the one before, and none that is pending', () => {
    const edges = [
      row(issuedOn, 100),
      row(openedOn, 200),
      row('2026-10-05', 400, { pending: true }),
    ];
    expect(judge({ rows: [...rows, ...edges], balanceMinor: 44_100 })).toEqual([
      'matches',
      'cycle',
      0,
      [],
    ]);
  });

  it('is counted back from today where the one before is not known', () => {
    const since = [row('2026-11-02', 1_500), row('2026-11-09', -500)];
    expect(judge({ opening: null, owedMinor: 45_000, rows: [...rows, ...since] })).toEqual([
      'matches',
      'since',
      0,
      [],
    ]);
  });

  it('says nothing where neither is known', () => {
    expect(judge({ opening: null })).toBe('unknown');
  });
});

describe('what explains a difference', () => {
  it.each<[string, StatementRow[], number, string]>([
    ['a purchase dated after it', [row('2026-10-30', 1_234)], 1_234, 'after'],
    ['one dated before its cycle', [row('2026-09-27', 1_234)], 1_234, 'before'],
    ['one at its end that is in the next', [row('2026-10-27', 1_234)], 0, 'end'],
    ['one at its start that was in the last', [row('2026-09-30', 1_234)], 0, 'start'],
    ['one that is pending here', [row('2026-10-26', 1_234, { pending: true })], 1_234, 'pending'],
    ['one in its middle that is too much', [row('2026-10-15', 1_234)], 0, 'exact'],
    ['a payment dated after it', [row('2026-10-29', -1_234)], -1_234, 'after'],
  ])('is %s', (_, extra, counted, why) => {
    const [kind, , difference, candidates] = judge({
      rows: [...rows, ...extra],
      balanceMinor: 44_000 + counted,
    }) as unknown[];
    const posted = extra.filter(
      ({ pending, date }) => !pending && date > openedOn && date <= issuedOn,
    );
    const sum = posted.reduce((total, { owedMinor }) => total + owedMinor, 0);
    expect([kind, difference]).toEqual(['differs', counted - sum]);
    expect(candidates).toEqual([[why, true]]);
  });

  it('is a row that is here twice', () => {
    const twins = [
      row('2026-10-12', 900, { name: 'Cafe' }),
      row('2026-10-13', 900, { name: 'Cafe' }),
    ];
    expect(judge({ rows: [...rows, ...twins], balanceMinor: 44_900 })).toEqual([
      'differs',
      'cycle',
      -900,
      [
        ['twice', true],
        ['twice', true],
      ],
    ]);
  });

  it('may be two rows together', () => {
    const two = [row('2026-10-29', 700), row('2026-10-30', 55)];
    expect(judge({ rows: [...rows, ...two], balanceMinor: 44_755 })).toEqual([
      'differs',
      'cycle',
      755,
      [
        ['after', true],
        ['after', true],
      ],
    ]);
  });

  it('may be none of the rows: those near the edge are listed, and said to explain nothing', () => {
    expect(judge({ rows: [...rows, row('2026-10-29', 700)], balanceMinor: 50_001 })).toEqual([
      'differs',
      'cycle',
      6_001,
      [['after', false]],
    ]);
  });
});

const anyRow = fc
  .record({
    day: fc.integer({ min: -40, max: 40 }),
    owedMinor: fc.integer({ min: -500_000, max: 500_000 }),
    pending: fc.boolean(),
  })
  .map(({ day, ...rest }) => row(addDays(issuedOn, day), rest.owedMinor, rest));

const anyRows = fc.array(anyRow, { maxLength: 30 });

it('agrees with itself: both ways of counting find a statement that the rows make', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 0, max: 1_000_000 }), (some, minor) => {
      const sum = (from: string, to: string) =>
        some
          .filter(({ date, pending }) => !pending && date > from && date <= to)
          .reduce((total, each) => total + each.owedMinor, 0);
      const balanceMinor = minor + sum(openedOn, issuedOn);
      const owedMinor = balanceMinor + sum(issuedOn, '2027-01-01');
      const base = { issuedOn, balanceMinor, rows: some };
      const cycle = matchStatement({ ...base, opening: { on: openedOn, minor }, owedMinor: null });
      const since = matchStatement({ ...base, opening: null, owedMinor });
      expect([cycle.kind, since.kind]).toEqual(['matches', 'matches']);
    }),
  );
});

it('lists what explains it with an effect that is the difference, whichever rows there are', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: -900_000, max: 900_000 }), (some, balanceMinor) => {
      const opening = { on: openedOn, minor: 0 };
      const match = matchStatement({
        issuedOn,
        balanceMinor,
        opening,
        owedMinor: null,
        rows: some,
      });
      if (match.kind !== 'differs') return;
      const explaining = match.candidates.filter(({ explains }) => explains);
      const effects = explaining.map(({ rowId }) => {
        const found = some.find(({ id }) => id === rowId);
        const { date = '', pending = false, owedMinor = 0 } = found ?? {};
        return !pending && date > openedOn && date <= issuedOn ? -owedMinor : owedMinor;
      });
      const each = effects.every((effect) => effect === match.differenceMinor);
      const together =
        effects.length === 2 && (effects[0] ?? 0) + (effects[1] ?? 0) === match.differenceMinor;
      expect(each || together).toBe(true);
    }),
  );
});
