import { describe, expect, it } from 'vitest';
import { describeGaps, describeReport } from './describe-report.ts';

describe('how far a report is', () => {
  it('is nothing to say of one that is there', () => {
    expect(describeReport({ state: 'ready', errorCode: null })).toBeNull();
  });

  it.each([
    ['waiting', null, /usually takes less than a minute/],
    ['removing', null, /once Plaid has confirmed/],
    ['failed', 'DATA_UNAVAILABLE', /None of the banks could be read.*Nothing was lost/],
    ['failed', 'SOMETHING_NEW', /SOMETHING_NEW.*ask for another/],
    ['failed', null, /no reason given/],
  ] as const)('%s %s', (state, errorCode, words) => {
    expect(describeReport({ state, errorCode })).toMatch(words);
  });
});

it('names what a report lacks, bank by bank and once each', () => {
  const asked = new Map([
    ['a', 'First Platypus Bank'],
    ['b', 'Tartan Bank'],
  ]);
  const warnings = [
    { code: 'OWNERS_UNAVAILABLE', plaidItemId: 'a' },
    { code: 'OWNERS_UNAVAILABLE', plaidItemId: 'a' },
    { code: 'SOMETHING_NEW', plaidItemId: null },
  ];
  expect(describeGaps(asked, new Map([['a', 'First Platypus Bank']]), warnings)).toEqual([
    expect.stringMatching(/^Tartan Bank could not be read and is not in it/),
    expect.stringMatching(/^First Platypus Bank did not say who owns/),
    expect.stringMatching(/^One of the banks did not give all .*SOMETHING_NEW/),
  ]);
});
