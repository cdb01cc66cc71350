import { describe, expect, it } from 'vitest';
import { isSameEmail, isSameName, isSamePhone } from './same-text.ts';

describe('names', () => {
  it.each([
    ['Alberta Bobbeth Charleson', 'ALBERTA BOBBETH CHARLESON'],
    ['Alberta Bobbeth Charleson', 'Alberta B. Charleson'],
    ['Alberta Bobbeth Charleson', 'Alberta Charleson'],
    ['Alberta Bobbeth Charleson', 'CHARLESON, ALBERTA B'],
    ['José Núñez', 'JOSE NUNEZ'],
    ["Ana O'Neil", 'ANA ONEIL'],
    ['Bright Coffee, LLC', 'BRIGHT COFFEE, LLC'],
  ])('%s is %s', (a, b) => {
    expect(isSameName(a, b)).toBe(true);
    expect(isSameName(b, a)).toBe(true);
  });

  it.each([
    ['Alberta Bobbeth Charleson', 'Alberta Carla Charleson'],
    ['Alberta Charleson', 'Robert Charleson'],
    ['Alberta Charleson', 'Alberta Charleson Jr'],
    ['Alberta Charleson', 'Alberta Smith'],
    ['Alberta', 'Alberta Charleson'],
  ])('%s is not %s', (a, b) => {
    expect(isSameName(a, b)).toBe(false);
  });
});

it.each([
  ['1112223333', '(111) 222-3333', true],
  ['1112223333', '+1 111 222 3333', true],
  ['1112223333 x12', '111-222-3333', true],
  ['+44 20 7946 0018', '442079460018', true],
  ['1112223333', '1112223334', false],
  ['+44 11 1222 3333', '111 222 3333', false],
  ['unknown', 'none', false],
])('phones: %s and %s', (a, b, isSame) => {
  expect(isSamePhone(a, b)).toBe(isSame);
});

it.each([
  ['Ana@Example.com', 'ana@example.com ', true],
  ['ana+bank@example.com', 'ana@example.com', false],
])('e-mails: %s and %s', (a, b, isSame) => {
  expect(isSameEmail(a, b)).toBe(isSame);
});
