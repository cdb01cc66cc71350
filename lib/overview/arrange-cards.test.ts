import { describe, expect, it } from 'vitest';
import { arrangeCards } from './arrange-cards.ts';

const all = ['a', 'b', 'c', 'd'] as const;

describe('arrangeCards', () => {
  it.each([
    { named: [], cards: 'abcd', because: 'nobody said anything' },
    { named: ['d', 'c', 'b', 'a'], cards: 'dcba', because: 'all are named' },
    { named: ['c', 'a', 'b'], cards: 'cdab', because: 'a new one follows what it follows' },
    { named: ['d', 'c'], cards: 'abdc', because: 'the first of all stays the first' },
    { named: ['d', 'gone', 'a'], cards: 'dabc', because: 'what is gone is left out' },
  ])('gives $cards where $because', ({ named, cards }) => {
    expect(arrangeCards(all, named).join('')).toBe(cards);
  });
});
