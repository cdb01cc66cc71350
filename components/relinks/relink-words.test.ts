import { describe, expect, it } from 'vitest';
import { describeAccountMove, describeMove } from './relink-words.ts';

const account = { id: 'a', name: 'Checking', mask: '0000', type: 'depository', subtype: null };
const preview = {
  from: account,
  to: account,
  sure: true,
  candidates: [],
  counts: { joined: 380, carried: 1, withdrawn: 0, edited: 0 },
  firstDate: '2024-11-26',
  lastDate: '2026-11-19',
};

describe('a move in words', () => {
  it('tells of each account what becomes of its rows', () => {
    expect(describeAccountMove(preview, '2026-11-21')).toBe(
      'Nov 26, 2024 to Thu, Nov 19: 380 are in both and become one each, 1 moves as it is.',
    );
    expect(describeAccountMove({ ...preview, to: null }, '2026-11-21')).toContain('stays');
    const empty = { ...preview, firstDate: null, lastDate: null };
    expect(describeAccountMove(empty, '2026-11-21')).toContain('no transactions');
  });

  it('speaks of edits only where there are some', () => {
    const counts = { joined: 1_000, carried: 204, withdrawn: 0, edited: 0 };
    expect(describeMove({ counts })).toBe('1,204 transactions move.');
    expect(describeMove({ counts: { ...counts, edited: 1 } })).toBe(
      '1,204 transactions move, 1 of them with your edits.',
    );
  });
});
