import { expect, it } from 'vitest';
import { splitMonths } from './split-months.ts';

it.each([
  ['2026-02-01', '2026-04-30', { from: '2026-02-01', to: '2026-04-30' }, []],
  [
    '2026-01-31',
    '2026-04-15',
    { from: '2026-02-01', to: '2026-03-31' },
    [
      { from: '2026-01-31', to: '2026-01-31' },
      { from: '2026-04-01', to: '2026-04-15' },
    ],
  ],
  [
    '2025-12-02',
    '2026-01-31',
    { from: '2026-01-01', to: '2026-01-31' },
    [{ from: '2025-12-02', to: '2025-12-31' }],
  ],
  ['2028-02-01', '2028-02-29', { from: '2028-02-01', to: '2028-02-29' }, []],
  [undefined, '2026-01-01', { to: '2025-12-31' }, [{ from: '2026-01-01', to: '2026-01-01' }]],
  ['2026-01-01', undefined, { from: '2026-01-01' }, []],
  [undefined, undefined, {}, []],
])('has whole months and the days around them: %s to %s', (from, to, whole, rest) => {
  expect(splitMonths({ from, to })).toEqual({ whole, rest });
});

it.each([
  ['2026-02-02', '2026-03-30'],
  ['2026-02-01', '2026-02-27'],
  ['2026-02-10', '2026-02-12'],
  ['2026-03-01', '2026-02-01'],
])('has none where no month is whole: %s to %s', (from, to) => {
  expect(splitMonths({ from, to })).toBeNull();
});
