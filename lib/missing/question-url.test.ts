import { describe, expect, it } from 'vitest';
import { missingQuery } from './contract.ts';
import { readQuestion, writeQuestion } from './question-url.ts';

const date = '2026-11-10';

describe('readQuestion', () => {
  it.each([
    { date },
    { date, amount: '12.99' },
    { date, amount: ' 12,99 ', text: ' blue bottle ' },
    { date, text: 'x'.repeat(200) },
    { date: '2028-02-29' },
  ])('reads %o as the API does', (params) => {
    expect(readQuestion(params)).toEqual(missingQuery.parse(params));
  });

  it.each([
    {},
    { date: '' },
    { date: '2026-02-30' },
    { date: '0000-01-01' },
    { date: '10.11.2026' },
    { date: [date] },
  ])('has no question without a day: %o', (params) => {
    expect(readQuestion(params)).toBeNull();
    expect(missingQuery.safeParse(params).success).toBe(false);
  });

  it.each([
    { amount: '-12.99' },
    { amount: '1234567890123' },
    { amount: 'many' },
    { text: ' ' },
    { text: 'x'.repeat(201) },
  ])('leaves out what the API would refuse: %o', (part) => {
    expect(missingQuery.safeParse({ date, ...part }).success).toBe(false);
    expect(readQuestion({ date, ...part })).toEqual({ date });
  });
});

it('a question is read as it was written', () => {
  const question = { date, amount: '12.99', text: 'blue bottle & more' };
  expect(readQuestion(Object.fromEntries(writeQuestion(question)))).toEqual(question);
});
