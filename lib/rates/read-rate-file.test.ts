import { describe, expect, it } from 'vitest';
import { UnreadableFile } from '#lib/imports/sheet';
import { readRateFile } from './read-rate-file.ts';

const read = (text: string, wanted: string[] = []) =>
  readRateFile(new TextEncoder().encode(text), new Set(wanted));

describe('a file of rates', () => {
  it('has one in each line, by its columns’ names', () => {
    const { rates } = read(
      'rate,to,from,date\n1.0845,usd,EUR,2026-11-03\n0.86,GBP,EUR,2026-11-03\n',
    );
    expect(rates).toEqual([
      { date: '2026-11-03', from: 'EUR', to: 'USD', rate: '1.0845' },
      { date: '2026-11-03', from: 'EUR', to: 'GBP', rate: '0.86' },
    ]);
  });

  it('may have no header, and other marks and dates', () => {
    const { rates } = read('03.11.2026;EUR;USD;1,0845\n14.11.2026;EUR;USD;1,09\n');
    expect(rates).toEqual([
      { date: '2026-11-03', from: 'EUR', to: 'USD', rate: '1.0845' },
      { date: '2026-11-14', from: 'EUR', to: 'USD', rate: '1.09' },
    ]);
  });

  it('may be the European Central Bank’s, of which the currencies asked for are taken', () => {
    const table = 'Date,USD,JPY,CYP,\n2026-11-03,1.0845,163.2,N/A,\n2026-11-02,1.08,163,N/A,\n';
    const { rates, unused, unreadable } = read(table, ['USD', 'EUR']);
    expect(rates).toEqual([
      { date: '2026-11-03', from: 'EUR', to: 'USD', rate: '1.0845' },
      { date: '2026-11-02', from: 'EUR', to: 'USD', rate: '1.08' },
    ]);
    expect({ unused, unreadable }).toEqual({ unused: 2, unreadable: [] });
  });

  it('tells the lines it cannot read, and takes the others', () => {
    const lines = [
      'date,from,to,rate',
      '2026-11-03,EUR,USD,1.08',
      '2026-13-03,EUR,USD,1.08',
      '2026-11-04,EUR,EUR,1',
      '2026-11-05,EUR,USD,none',
      '2026-11-06,EUR,USD,-1',
    ];
    const { rates, unreadable } = read(lines.join('\n'));
    expect(rates).toHaveLength(1);
    expect(unreadable.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
  });

  it('is refused where it holds something else', () => {
    expect(() => read('Date,Name,Amount\n2026-11-03,Market,-1.00\n')).toThrow(UnreadableFile);
  });
});
