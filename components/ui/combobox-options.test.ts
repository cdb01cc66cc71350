import { describe, expect, it } from 'vitest';
import { matchOptions } from './combobox-options.ts';

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
