import { describe, expect, it } from 'vitest';
import type { MissingStep } from '#lib/missing/contract';
import { concludeSteps, describeStep } from './step-words.ts';

const today = '2026-11-21';
const clear: MissingStep = { kind: 'here', verdict: 'clear', rows: [] };
const pending: MissingStep = { kind: 'pending', verdict: 'found', rows: [] };
const older: MissingStep = {
  kind: 'window',
  verdict: 'likely',
  from: '2026-01-05',
  complete: true,
};

describe('concludeSteps', () => {
  it.each([
    ['There it is', [clear, older, pending]],
    ['Not found, but something may explain it', [clear, older]],
    ['Not found, and nothing explains it', [clear]],
  ])('%s', (title, steps) => {
    expect(concludeSteps(steps).title).toBe(title);
  });

  it('names every place where it was found', () => {
    const withdrawn: MissingStep = { kind: 'withdrawn', verdict: 'found', rows: [] };
    expect(concludeSteps([clear, pending, withdrawn]).text).toBe(
      'See “Is it still pending?” and “Did the bank withdraw it?” below.',
    );
  });

  it('names the first of several reasons', () => {
    const tieOut: MissingStep = { kind: 'tie_out', verdict: 'likely', tieOut: null, suspects: 0 };
    expect(concludeSteps([older, tieOut]).text).toBe(
      'Begin with “Is it older than what the bank has sent?” and 1 more below.',
    );
  });
});

describe('describeStep', () => {
  it('says where the history begins, and whether more comes', () => {
    expect(describeStep(older, today)).toContain(
      'begins on Mon, Jan 5. Older ones can be imported',
    );
    expect(describeStep({ ...older, complete: false }, today)).toContain(
      'still sending older ones',
    );
  });

  it('holds a day against what is usual', () => {
    const rhythm = { lastAt: null, usualGapMs: null, nextAt: null, usualLagDays: 2 };
    const lag: MissingStep = {
      kind: 'lag',
      verdict: 'likely',
      rhythm,
      lastSyncedAt: '2026-11-21T06:00:00Z',
      expectedOn: '2026-11-22',
    };
    expect(describeStep(lag, today)).toBe(
      'The bank was last asked on Sat, Nov 21. It usually sends a transaction 2 days later, so this one by Sun, Nov 22.',
    );
    expect(describeStep({ ...lag, expectedOn: null }, today)).toContain(
      'Most banks take a day or two',
    );
  });
});
