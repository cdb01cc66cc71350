import { describe, expect, it } from 'vitest';
import {
  addPart,
  lookAhead,
  type SplitDraft,
  splitEvenly,
  startDraft,
  switchTo,
  toInput,
} from './split-draft.ts';

const amount = { minor: -12_000, currency: 'USD' };
const fresh = startDraft({ amount, parts: [] }, { id: 'groceries' });
const total = 12_000;

function fill(draft: SplitDraft, values: (number | null)[]): SplitDraft {
  const parts = draft.parts.map((part, index) => ({ ...part, [draft.by]: values[index] ?? null }));
  return { ...draft, parts };
}

describe('a draft of a split', () => {
  it('begins with a part to be filled in, and the rest where the transaction is', () => {
    expect(lookAhead(fresh, total)).toMatchObject({
      sizes: [null, 12_000],
      left: 0,
      settled: false,
    });
    const filled = fill(fresh, [3_000]);
    expect(toInput(filled, -12_000)).toEqual([
      { minor: -3_000, categoryId: null, note: null, tagIds: [] },
      { minor: -9_000, categoryId: 'groceries', note: null, tagIds: [] },
    ]);
  });

  it('keeps the rest last as parts are added, and takes cash back out of it', () => {
    const three = fill(addPart(fill(fresh, [3_000]), 1), [3_000, -2_000]);
    expect(three.parts.map(({ categoryId }) => categoryId)).toEqual([null, null, 'groceries']);
    expect(toInput(three, -12_000)?.map(({ minor }) => minor)).toEqual([-3_000, 2_000, -11_000]);
  });

  it.each([
    [[3_000, 8_999], 1],
    [[3_000, 9_001], -1],
    [[12_000, null], 0],
  ])('is not sent as %j, and says what is left', (sizes, left) => {
    const draft = fill(fresh, sizes);
    expect(toInput(draft, -12_000)).toBeNull();
    expect(lookAhead(draft, total)).toMatchObject({ left, settled: false });
  });

  it('is split evenly, to the last minor unit', () => {
    const even = splitEvenly(addPart(fresh, 1), 10_000);
    expect(toInput(even, -10_000)?.map(({ minor }) => minor)).toEqual([-3_334, -3_333, -3_333]);
  });

  it('is split by shares, of which the last open one is the rest', () => {
    const shares = fill(switchTo(addPart(fresh, 1), 'share', 10_001), [3_333, 3_333]);
    expect(lookAhead(shares, 10_001)).toMatchObject({
      shares: [3_333, 3_333, 3_334],
      sizes: [3_333, 3_333, 3_335],
      settled: true,
    });
    const short = fill(shares, [3_333, 3_333, 3_333]);
    expect(lookAhead(short, 10_001)).toMatchObject({ left: 1, settled: false });
    expect(toInput(switchTo(shares, 'size', 10_001), 10_001)?.map(({ minor }) => minor)).toEqual([
      3_333, 3_333, 3_335,
    ]);
    const looked = switchTo(switchTo(fill(fresh, [3_000]), 'share', total), 'size', total);
    expect(lookAhead(looked, total).sizes).toEqual([3_000, 9_000]);
  });
});
