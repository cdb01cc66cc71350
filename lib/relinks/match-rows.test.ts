import { describe, expect, it } from 'vitest';
import { type MatchableRow, matchRows } from './match-rows.ts';

let made = 0;
function row(fields: Partial<MatchableRow> = {}): MatchableRow {
  made += 1;
  return {
    id: `row-${String(made).padStart(5, '0')}`,
    date: '2026-05-10',
    amountMinor: -1_299n,
    currency: 'USD',
    name: 'Gull Coffee 0412 BERLIN',
    merchantName: null,
    pending: false,
    ...fields,
  };
}

describe('one row in two lists', () => {
  it.each<[string, Partial<MatchableRow>, Partial<MatchableRow>, boolean]>([
    ['is the same in both', {}, {}, true],
    ['has another day within three', {}, { date: '2026-05-13' }, true],
    ['has another day beyond that', {}, { date: '2026-05-14' }, false],
    ['has another card number in its text', {}, { name: 'GULL COFFEE 9911 BERLIN' }, true],
    ['has more in its text', {}, { name: 'POS Gull Coffee' }, true],
    ['has the same merchant', { merchantName: 'Gull' }, { merchantName: 'Gull', name: 'X' }, true],
    ['has another name, alone on its day', {}, { name: 'SQ *8812' }, true],
    ['has another name on another day', {}, { name: 'SQ *8812', date: '2026-05-11' }, false],
    ['has another amount', {}, { amountMinor: -1_300n }, false],
    ['has another sign', {}, { amountMinor: 1_299n }, false],
    ['has another currency', {}, { currency: 'EUR' }, false],
    ['was pending and posted a week later', { pending: true }, { date: '2026-05-17' }, true],
    ['was pending and posted later still', { pending: true }, { date: '2026-05-18' }, false],
  ])('%s', (_what, from, to, same) => {
    const [a, b] = [row(from), row(to)];
    expect(matchRows([a], [b])).toEqual(same ? [{ fromId: a.id, toId: b.id }] : []);
  });
});

describe('rows that are alike', () => {
  it('pair with the nearest, one to one', () => {
    const days = ['2026-05-10', '2026-05-11', '2026-05-12'];
    const olds = days.map((date) => row({ date }));
    const freshes = days.map((date) => row({ date }));
    expect(matchRows(olds, freshes.toReversed())).toEqual(
      olds.map(({ id }, index) => ({ fromId: id, toId: freshes[index]?.id })),
    );
  });

  it('leave over what the other list has less of', () => {
    const olds = [row(), row(), row()];
    expect(matchRows(olds, [row(), row()])).toHaveLength(2);
    expect(matchRows([row()], [row(), row()])).toHaveLength(1);
  });

  it('are not guessed at when two others share their day and amount', () => {
    const [a, b] = [row({ name: 'Aaa' }), row({ name: 'Bbb' })];
    expect(matchRows([a, b], [row({ name: 'Ccc' }), row({ name: 'Ddd' })])).toEqual([]);
    expect(matchRows([a], [row({ name: 'Ccc' }), row({ name: 'Ddd' })])).toEqual([]);
  });

  it('never share a partner, whatever the lists', () => {
    let seed = 7;
    const random = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    const some = () =>
      row({
        date: `2026-05-${String(1 + random(28)).padStart(2, '0')}`,
        amountMinor: BigInt(-random(4)),
        name: ['Gull', 'Tern', 'Gull Tern', '8812'][random(4)] ?? '',
        pending: random(10) === 0,
      });
    for (let round = 0; round < 50; round += 1) {
      const olds = Array.from({ length: random(60) }, some);
      const freshes = Array.from({ length: random(60) }, some);
      const matches = matchRows(olds, freshes);
      const amounts = new Map([...olds, ...freshes].map((each) => [each.id, each.amountMinor]));
      expect(new Set(matches.map(({ fromId }) => fromId)).size).toBe(matches.length);
      expect(new Set(matches.map(({ toId }) => toId)).size).toBe(matches.length);
      for (const { fromId, toId } of matches) expect(amounts.get(fromId)).toBe(amounts.get(toId));
      // Whole lists find themselves again.
      const twins = olds.map((each) => ({ ...each, id: `twin-${each.id}` }));
      expect(matchRows(olds, twins)).toHaveLength(olds.length);
    }
  });
});
