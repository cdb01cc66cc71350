import { describe, expect, it } from 'vitest';
import { firstWeekday } from './first-weekday.ts';

describe('firstWeekday', () => {
  it.each([
    ['en-US', 0],
    ['en', 0],
    ['en-GB', 1],
    ['de', 1],
    ['ar-EG', 6],
    ['pt-BR', 0],
  ])('%s begins on %d', (locale, day) => {
    expect(firstWeekday(locale)).toBe(day);
  });
});
