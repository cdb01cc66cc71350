import { describe, expect, it } from 'vitest';
import { hasOption, matchOptions, stepTo } from './combobox-options.ts';

const options = [
  { value: '0', label: 'No category' },
  { value: '1', label: 'Food & drink', group: 'Food & drink' },
  { value: '2', label: 'Coffee', group: 'Food & drink' },
  { value: '3', label: 'Café', group: 'Out' },
  { value: '4', label: 'Takeout', group: 'Food & drink' },
];

describe('matchOptions', () => {
  it.each([
    ['', ['0', '1', '2', '3', '4']],
    ['  ', ['0', '1', '2', '3', '4']],
    ['cof', ['2']],
    ['CAFE', ['3']],
    ['drink', ['1', '2', '4']],
    ['out', ['4', '3']],
    ['drink cof', ['2']],
    ['nothing of it', []],
  ])('finds by “%s”', (text, values) => {
    expect(matchOptions(options, text).map(({ value }) => value)).toEqual(values);
  });
});

describe('hasOption', () => {
  it.each([
    ['coffee', true],
    [' CAFÉ ', true],
    ['Cof', false],
    ['Tea', false],
  ])('“%s”: %s', (name, is) => {
    expect(hasOption(options, name)).toBe(is);
  });
});

describe('stepTo', () => {
  const off = { disabled: true };
  it.each([
    ['begins at the first', [{}, {}], -1, 1, 0],
    ['stops at the last', [{}, {}], 1, 1, 1],
    ['stops at the first', [{}, {}], 0, -1, 0],
    ['leaps no further than the end', [{}, {}, {}], 0, 8, 2],
    ['passes over what is disabled', [{}, off, off, {}], 0, 1, 3],
    ['and backwards', [{}, off, {}], 2, -1, 0],
    ['stays where nothing follows', [{}, off], 0, 1, 0],
    ['stays nowhere in an empty list', [], -1, 1, -1],
  ])('%s', (_, list, active, step, index) => {
    expect(stepTo(list, active, step)).toBe(index);
  });
});
