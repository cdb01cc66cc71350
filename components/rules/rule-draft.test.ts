import { describe, expect, it } from 'vitest';
import { toInput, toPreview } from './read-draft.ts';
import { emptyDraft, toDraft } from './rule-draft.ts';
import { newSplit } from './rule-split-draft.ts';

const coffee = { ...emptyDraft, merchant: ' Blue Bottle ', rename: 'Coffee' };

describe('a draft of a rule', () => {
  it('becomes a rule, named after what it asks for, and a draft again', () => {
    const draft = { ...coffee, minMinor: 150, maxMinor: 2_000, direction: 'out' as const };
    const made = toInput(draft);
    expect(made).toMatchObject({
      input: {
        name: 'Blue Bottle',
        when: { merchant: 'Blue Bottle', minMinor: 150, maxMinor: 2_000, currency: 'USD' },
        effect: { rename: 'Coffee', note: null },
      },
    });
    if (!('input' in made)) throw new Error('It is no rule.');
    const again = toDraft({ ...made.input, id: '', enabled: true, hasUnseenAccounts: false });
    expect(toInput(again)).toEqual(made);
  });

  it('may ask for nothing else where it names accounts that its writer does not see', () => {
    const draft = { ...coffee, merchant: '', hasUnseenAccounts: true };
    expect(toInput(draft)).toMatchObject({ input: { when: { accountIds: [] } } });
    expect(toPreview(draft, null)).toMatchObject({ when: { merchant: null } });
  });

  it('splits by shares, amounts and a rest, and is a draft again', () => {
    const [first, rest] = newSplit.parts;
    if (!first || !rest) throw new Error('There are no parts.');
    const fixed = { ...first, key: 2, kind: 'size' as const, size: 1_200, note: 'Gift' };
    const split = { parts: [first, fixed, rest], nextKey: 3 };
    const made = toInput({ ...coffee, rename: '', split });
    if (!('input' in made)) throw new Error('It is no rule.');
    expect(made.input.effect.split).toMatchObject({
      currency: 'USD',
      parts: [
        { of: { kind: 'share', share: 5_000 }, note: null },
        { of: { kind: 'size', minor: 1_200 }, note: 'Gift' },
        { of: { kind: 'rest' } },
      ],
    });
    const again = toDraft({ ...made.input, id: '', enabled: true, hasUnseenAccounts: false });
    expect(toInput(again)).toEqual(made);
    const open = { ...split, parts: [{ ...first, share: null }, rest] };
    expect(toInput({ ...coffee, split: open })).toMatchObject({
      problems: { 'effect.split.parts.0.of.share': 'Say how large each part is.' },
    });
  });

  it.each([
    ['asks for nothing', { merchant: '' }, 'when'],
    ['does nothing', { rename: '' }, 'effect'],
    ['has its amounts the wrong way round', { minMinor: 2, maxMinor: 1 }, 'when.maxMinor'],
  ])('says what is wrong when it %s', (_what, fields, path) => {
    const made = toInput({ ...coffee, ...fields });
    expect(made).toEqual({ problems: { [path]: expect.any(String) } });
  });

  it('is previewed once it says which transactions, if not yet what becomes of them', () => {
    expect(toPreview({ ...coffee, rename: '' }, null)).toMatchObject({ effect: null });
    expect(toPreview({ ...coffee, merchant: '' }, null)).toBeNull();
  });
});
