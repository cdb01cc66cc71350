import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDuplicates, type KnownRow } from './find-duplicates.ts';
import type { FileRow } from './to-rows.ts';

describe('what is here already', () => {
  const row = (
    line: number,
    date: string,
    amountMinor: number,
    name: string,
    reference: string | null = null,
  ): FileRow => ({
    line,
    date,
    amountMinor,
    name,
    memo: null,
    note: null,
    ...{ category: null, tags: [], reviewed: false, hidden: false },
    reference,
  });
  const known = (id: string, each: FileRow, merchant = each.name): KnownRow => ({
    ...each,
    id,
    rowId: id,
    merchant,
  });
  const kinds = (rows: FileRow[], here: KnownRow[]) =>
    [...findDuplicates(rows, here)]
      .sort(([a], [b]) => a - b)
      .map(([line, { of, kind }]) => [line, of.id, kind]);

  it('is known by its reference, word for word, or by being near and similar', () => {
    const here = [
      known('a', row(0, '2026-01-31', -100, 'Other words', 'ref-1')),
      known('b', row(0, '2026-01-31', -200, 'POS  STARBUCKS 123')),
      known('c', row(0, '2026-02-02', -300, 'SBX STORE'), 'Starbucks'),
    ];
    const rows = [
      row(1, '2026-02-01', -100, 'Anything', 'ref-1'),
      row(2, '2026-01-31', -200, 'pos starbucks 123'),
      row(3, '2026-01-30', -300, 'Starbucks Seattle'),
      row(4, '2026-01-29', -300, 'Starbucks Seattle'),
      row(5, '2026-01-31', -200, 'Something else'),
      row(6, '2026-01-31', 200, 'POS STARBUCKS 123'),
    ];
    expect(kinds(rows, here)).toEqual([
      [1, 'a', 'same'],
      [2, 'b', 'same'],
      [3, 'c', 'alike'],
    ]);
  });

  it('is not known by its reference alone', () => {
    const rent = (line: number, date: string, amountMinor: number) =>
      row(line, date, amountMinor, `Landlord ${date}`, 'RENT');
    const here = [known('a', rent(0, '2026-01-01', -85000))];
    expect(kinds([rent(1, '2026-02-01', -90000), rent(2, '2026-02-01', -85000)], here)).toEqual([]);
    // Some banks begin to count anew in each statement.
    expect(kinds([row(1, '2026-01-01', -12, 'Bread', 'RENT')], here)).toEqual([]);
    expect(kinds([rent(1, '2026-01-04', -85000)], here)).toEqual([[1, 'a', 'same']]);
    const both = [known('a', rent(0, '2026-01-02', -1)), known('b', rent(0, '2026-01-01', -1))];
    expect(kinds([rent(1, '2026-01-03', -1), rent(2, '2026-01-02', -1)], both)).toEqual([
      [1, 'b', 'same'],
      [2, 'a', 'same'],
    ]);
  });

  it('is the row of which an export of ours speaks, whole or in parts, whatever became of it', () => {
    const [id, away, other] = [
      '01900000-0000-7000-8000-000000000001',
      '01900000-0000-7000-8000-000000000002',
      '01900000-0000-7000-8000-000000000003',
    ];
    const here = [
      known(id, row(0, '2026-01-31', -100, 'Shop', 'bank-1')),
      { ...known(id, row(0, '2026-01-31', -100, 'Shop')), rowId: away },
      known('b', row(0, '2026-01-31', -30, 'Part', `${other}/2`)),
    ];
    const rows = [
      row(1, '2025-01-31', -100, 'Renamed', id),
      row(2, '2026-01-31', -60, 'Renamed', `${id}/1`),
      row(3, '2026-01-31', -40, 'Renamed', `${id}/0`),
      row(4, '2026-01-31', -7, 'Put away', away),
      row(5, '2020-01-31', -30, 'In another account before', `${other}/2`),
      row(6, '2026-01-31', -70, 'Its other part, which was not imported', `${other}/1`),
    ];
    expect(kinds(rows, here)).toEqual([
      ...[1, 2, 3, 4].map((line) => [line, id, 'same']),
      [5, 'b', 'same'],
    ]);
  });

  it('answers for one row each, so that a file imported twice adds nothing, and a second coffee one', () => {
    const coffee = (line: number) => row(line, '2026-01-31', -450, 'Coffee');
    const here = [known('a', coffee(0)), known('b', coffee(0))];
    expect(kinds([coffee(1), coffee(2)], here)).toHaveLength(2);
    expect(kinds([coffee(1), coffee(2), coffee(3)], here)).toHaveLength(2);
    expect(kinds([coffee(1)], here)).toHaveLength(1);
  });

  it('is never more than is here, nor one row twice, whatever is in the file', () => {
    const some = fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      amountMinor: fc.integer({ min: -2, max: 2 }),
      name: fc.constantFrom('Coffee', 'Coffee shop', 'Rent', 'x'),
      reference: fc.constantFrom(null, 'r1', 'r2'),
    });
    const toFileRow = (
      each: typeof some extends fc.Arbitrary<infer Each> ? Each : never,
      line: number,
    ) => row(line, `2026-01-0${each.day}`, each.amountMinor, each.name, each.reference);
    fc.assert(
      fc.property(fc.array(some), fc.array(some), (one, other) => {
        const rows = one.map(toFileRow);
        const here = other.map((each, at) => known(String(at), toFileRow(each, at)));
        const found = [...findDuplicates(rows, here).values()];
        expect(new Set(found.map(({ of }) => of.id)).size).toBe(found.length);
        expect(
          findDuplicates(
            rows,
            rows.map((each) => known(String(each.line), each)),
          ).size,
        ).toBe(rows.length);
      }),
    );
  });

  it('is found soon among fifty thousand of one amount on one day', () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => row(at, '2026-01-31', -1, `Row ${at}`));
    const here = rows.map((each) =>
      known(String(each.line), { ...each, date: '2026-02-01', name: 'zzz' }),
    );
    const before = performance.now();
    findDuplicates(rows, here);
    expect(performance.now() - before).toBeLessThan(10_000);
  }, 30_000);

  it('is found soon among rows that are near, of one amount and of quite other words', () => {
    const words = (letters: string, seed: number) =>
      Array.from({ length: 40 }, (_, at) => letters[(seed * (at + 1)) % letters.length]).join('');
    const day = (at: number) => `2026-01-${String(1 + (at % 28)).padStart(2, '0')}`;
    const rows = Array.from({ length: 10_000 }, (_, at) =>
      row(at, day(at), -1, words('abcdefghijklm', at)),
    );
    const here = Array.from({ length: 28 * 20 }, (_, at) =>
      known(`k${at}`, row(at, day(at), -1, words('nopqrstuvwxyz', at)), words('zyxwvutsrqp', at)),
    );
    const before = performance.now();
    expect(findDuplicates(rows, here).size).toBe(0);
    // Under 1 s beside much else; 20 s where texts are taken apart for each comparison.
    expect(performance.now() - before).toBeLessThan(6_000);
  }, 30_000);
});
