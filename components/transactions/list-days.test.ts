import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransactionDto } from '#lib/transactions/contract';
import { entryAt, groupByDay, positionOf } from './list-days.ts';

const toRow = (id: number, day: number, minor = 100, currency = 'USD', hidden = false) =>
  ({
    id: String(id),
    date: `2026-05-${String(28 - day).padStart(2, '0')}`,
    amount: { minor, currency },
    hidden,
    transfer: null,
    category: null,
    matched: null,
  }) as TransactionDto;

describe('groupByDay', () => {
  it('adds up each day per currency, without what is hidden or a transfer', () => {
    const rows = [
      toRow(1, 0, 500),
      toRow(2, 0, -200),
      toRow(3, 0, -900, 'EUR'),
      toRow(4, 1, -5000, 'USD', true),
      toRow(5, 2, -1),
      { ...toRow(6, 2, -700), transfer: { by: 'pair' as const, other: 'Savings' } },
    ];
    expect(groupByDay(rows, true).map(({ sums }) => sums)).toEqual([
      [
        { currency: 'USD', minor: 300 },
        { currency: 'EUR', minor: -900 },
      ],
      [],
      [{ currency: 'USD', minor: -1 }],
    ]);
  });

  it('adds up of a row what the filter lets through, whatever it is as a whole', () => {
    const category = { id: '1', name: 'Between accounts', kind: 'transfer' as const };
    const part = (counted: boolean) => ({
      ...toRow(1, 0, 10_000),
      category,
      matched: { minor: 3_000, counted },
    });
    expect(groupByDay([part(true)], true)[0]?.sums).toEqual([{ currency: 'USD', minor: 3_000 }]);
    expect(groupByDay([part(false)], true)[0]?.sums).toEqual([]);
  });

  it('does not add up a day of which rows are still to come', () => {
    const rows = [toRow(1, 0), toRow(2, 1)];
    expect(groupByDay(rows, false).map(({ sums }) => sums)).toEqual([
      [{ currency: 'USD', minor: 100 }],
      null,
    ]);
  });
});

it('has every day and every row at one place, in order', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 });
  fc.assert(
    fc.property(counts, (rowsPerDay) => {
      let id = 0;
      const rows = rowsPerDay.flatMap((count, day) =>
        Array.from({ length: count }, () => toRow(id++, day)),
      );
      const days = groupByDay(rows, true);
      const entries = Array.from({ length: rows.length + days.length }, (_, position) =>
        entryAt(rows, days, position),
      );
      expect(entries.flatMap((entry) => (entry?.kind === 'row' ? [entry.row] : []))).toEqual(rows);
      expect(entries.flatMap((entry) => (entry?.kind === 'day' ? [entry.day] : []))).toEqual(days);
      for (const [rowIndex, row] of rows.entries()) {
        expect(entryAt(rows, days, positionOf(days, rowIndex))).toEqual({
          kind: 'row',
          row,
          rowIndex,
        });
      }
      expect(entryAt(rows, days, entries.length)).toBeUndefined();
    }),
  );
});
