import { expect, it } from 'vitest';
import type { BreakdownDto, ReportTime } from './contract.ts';
import { writeCsv } from './write-csv.ts';

const may = { from: '2026-05-01', to: '2026-05-31' };
const june = { from: '2026-06-01', to: '2026-06-30' };
const time: ReportTime = {
  span: { from: may.from, to: june.to },
  every: 'month',
  spans: [may, june],
  compared: null,
  unknown: null,
};
const sums = (...minor: number[]) => ({
  minor,
  totalMinor: minor.reduce((all, each) => all + each, 0),
  beforeMinor: null,
});

it('writes a breakdown with exact amounts, and begins no formula', () => {
  const report: BreakdownDto = {
    time,
    measure: 'net',
    by: 'merchant',
    conversion: null,
    currencies: [
      {
        currency: 'USD',
        rows: [
          { key: { by: 'merchant', id: '=1+1' }, name: '=1+1', ...sums(-105, 0) },
          { key: { by: 'merchant', id: 'A, "B"' }, name: 'A, "B"', ...sums(1, 12_345_678) },
        ],
        others: 0,
        total: sums(-104, 12_345_678),
      },
    ],
  };
  expect(writeCsv(report).split('\r\n')).toEqual([
    'Name,Currency,2026-05-01 to 2026-05-31,2026-06-01 to 2026-06-30,In all',
    "'=1+1,USD,-1.05,0.00,-1.05",
    '"A, ""B""",USD,0.01,123456.78,123456.79',
    'All of it,USD,-1.04,123456.78,123455.74',
    '',
  ]);
});

it('writes cash flow step by step, each currency with its own places', () => {
  const currencies = [
    { currency: 'JPY', income: sums(5_000, 0), spending: sums(0, 700) },
    { currency: 'USD', income: sums(100, 0), spending: sums(0, 0) },
  ];
  expect(writeCsv({ time, conversion: null, currencies }).split('\r\n').slice(0, 4)).toEqual([
    'From,To,Currency,Income,Spending,Left over',
    '2026-05-01,2026-05-31,JPY,5000,0,5000',
    '2026-06-01,2026-06-30,JPY,0,700,-700',
    '2026-05-01,2026-05-31,USD,1.00,0.00,1.00',
  ]);
});

it('writes a flow, and years with what is not known left empty', () => {
  const key = { id: null, direct: false };
  const branch = (name: string, minor: number) => ({ key, name, minor, isBack: false });
  const flow = {
    currency: 'USD',
    incomeMinor: 500,
    spendingMinor: 200,
    sources: [branch('Salary', 500)],
    groups: [
      { id: null, name: 'Food', minor: 200, branches: [branch('+Cafés', 200)], isWhole: true },
    ],
    takenBack: [],
  };
  expect(writeCsv({ time, conversion: null, currencies: [flow] })).toBe(
    "Way,Group,Category,Amount,Currency\r\nIn,,Salary,5.00,USD\r\nOut,Food,'+Cafés,2.00,USD\r\n",
  );
  const months = [[0, ...new Array<null>(11).fill(null)]];
  const years = writeCsv({
    measure: 'spending',
    years: [2026],
    conversion: null,
    currencies: [{ currency: 'USD', months, courses: [], changes: [] }],
  });
  expect(years.split('\r\n').slice(0, 3)).toEqual(['Month,Currency,2026', '1,USD,0.00', '2,USD,']);
});
