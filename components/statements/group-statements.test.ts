import { expect, it } from 'vitest';
import type { StatementDto } from '#lib/statements/contract';
import { describeGaps, groupStatements } from './group-statements.ts';

const statement = (month: string, change: Partial<StatementDto> = {}): StatementDto => ({
  id: `${change.accountId ?? 'a'} ${month}`,
  month: `${month}-01`,
  postedOn: null,
  accountId: 'a',
  accountName: 'Checking',
  mask: '0000',
  bank: 'Second Bank',
  owed: null,
  ...change,
});

it('puts each month into its place of its year, by bank and account', () => {
  const grouped = groupStatements([
    statement('2026-02'),
    statement('2026-02', { id: 'again' }),
    statement('2026-01', { accountId: 'b', bank: 'First Bank', accountName: 'Savings' }),
    statement('2025-12'),
    statement('2025-12', { accountId: 'c', accountName: 'Card' }),
  ]);
  expect(grouped.map(({ accountId }) => accountId)).toEqual(['b', 'c', 'a']);
  const [, , checking] = grouped;
  expect(checking?.years.map(({ year }) => year)).toEqual(['2026', '2025']);
  const [later, earlier] = checking?.years ?? [];
  expect(later?.months.map(({ statements }) => statements.length)).toEqual([
    0,
    2,
    ...Array(10).fill(0),
  ]);
  expect(earlier?.months[11]?.statements[0]?.id).toBe('a 2025-12');
  expect(groupStatements([])).toEqual([]);
});

it('names the months without a statement, and counts them where they are many', () => {
  const gaps = (count: number) =>
    Array.from({ length: count }, (_, index) => statement(`2026-0${index + 1}`, { id: null }));
  expect(describeGaps([statement('2026-01')])).toBeNull();
  expect(describeGaps([...gaps(1), statement('2026-02')])).toBe(
    'No statement of January 2026: the bank gave none.',
  );
  expect(describeGaps(gaps(5))).toMatch(/April 2026, and May 2026: the bank gave none\.$/);
  expect(describeGaps(gaps(6))).toMatch(/April 2026, and 2 other months: the bank gave none\.$/);
});
