import { describe, expect, it } from 'vitest';
import { toCsvHead, toCsvLine } from './csv.ts';

const text = (value: string | null) => toCsvLine([{ text: value, type: 'text' }]).slice(0, -2);

describe('toCsvLine', () => {
  it.each([
    ['Coffee', 'Coffee'],
    ['Coffee, "large"', '"Coffee, ""large"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\tcells; or three', '"two\tcells; or three"'],
    ['a=1, b-2', '"a=1, b-2"'],
    ['', '""'],
    [null, ''],
  ])('%j is %j', (value, cell) => {
    expect(text(value)).toBe(cell);
  });

  it.each([
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
  ])('%j is text in every spreadsheet', (value) => {
    expect(text(value).replace(/^"/, '')).toMatch(/^'/);
  });

  it.each([
    [' =1+1', " '=1+1"],
    ['\u00a0=1+1', "\u00a0'=1+1"],
    ['\ufeff=1+1', "\ufeff'=1+1"],
    [';=1+1', ";'=1+1"],
    ['a;=1+1;b', "a;'=1+1;b"],
    ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
    ['a\r\n=1+1', "a\r\n'=1+1"],
    ['\t=1', "'\t'=1"],
  ])('%j is none where white space is trimmed or cells end elsewhere', (value, cell) => {
    expect(text(value).replace(/^"|"$/g, '')).toBe(cell);
  });

  it('leaves numbers and dates what they are', () => {
    const cells = ['-12.50', '2026-01-31', '+3'].map(
      (value) => ({ text: value, type: 'value' }) as const,
    );
    expect(toCsvLine(cells)).toBe('-12.50,2026-01-31,+3\r\n');
  });

  it('ends every line as RFC 4180 has it', () => {
    expect(toCsvHead(['a', 'b'])).toBe('a,b\r\n');
  });
});
