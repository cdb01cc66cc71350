import { describe, expect, it } from 'vitest';
import { judgeRow } from './judge-row.ts';

const row = {
  date: '2026-11-10',
  bankDate: '2026-11-12',
  amountMinor: -1299,
  searchText: 'Blue Bottle BLUE BOTTLE COFFEE #12 lunch with Kim',
};
const asked = { date: '2026-11-10', amountMinor: null, text: null };

describe('judgeRow', () => {
  it.each([
    ['the amount, whatever its sign', { amountMinor: 1299 }, 'exact'],
    ['a part of the text, in other letters', { text: 'blue bott' }, 'exact'],
    ['the person’s own note', { text: 'kim' }, 'exact'],
    ['both', { amountMinor: 1299, text: 'bottle' }, 'exact'],
    ['the amount under another name', { amountMinor: 1299, text: 'café' }, 'near'],
    ['the name with another amount', { amountMinor: 1300, text: 'bottle' }, 'near'],
    ['neither', { amountMinor: 1300, text: 'café' }, null],
    ['another amount', { amountMinor: 129 }, null],
    ['the day alone', {}, 'near'],
  ] as const)('%s', (_what, question, verdict) => {
    expect(judgeRow(row, { ...asked, ...question })).toBe(verdict);
  });

  it.each([
    ['2026-11-17', 'exact'],
    ['2026-11-05', 'exact'],
    ['2026-11-18', 'near'],
    ['2026-11-22', 'near'],
    ['2026-11-23', null],
    ['2026-10-30', null],
  ] as const)('takes a day by the nearer of its two: %s', (date, verdict) => {
    expect(judgeRow(row, { ...asked, amountMinor: 1299, date })).toBe(verdict);
  });

  it('does not list a whole week for a day alone', () => {
    expect(judgeRow(row, { ...asked, date: '2026-11-14' })).toBeNull();
  });
});
