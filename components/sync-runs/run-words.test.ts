import { describe, expect, it } from 'vitest';
import type { SyncRunDto } from '#lib/sync-runs/contract';
import { describeField, summariseRun } from './run-words.tsx';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const quiet: SyncRunDto = {
  id: 'run',
  trigger: 'webhook',
  outcome: 'committed',
  startedAt: '2026-11-21T12:00:00Z',
  durationMs: 120,
  pages: 1,
  restarts: 0,
  added: 0,
  posted: 0,
  changed: 0,
  removed: 0,
  errorCode: null,
  requestId: null,
  amountChanges: [],
};

describe('summariseRun', () => {
  it.each<[Partial<SyncRunDto>, string]>([
    [{}, 'Nothing new'],
    [{ outcome: 'failed', errorCode: 'X' }, 'Nothing was changed: X'],
    [{ added: 1200 }, '+1,200 new'],
    [
      {
        added: 12,
        posted: 3,
        changed: 1,
        removed: 1,
        amountChanges: [{ kind: 'changed', before: usd(-2000), after: usd(-2400) }],
      },
      '+12 new, 3 posted, 1 amount changed $20.00 → $24.00, 1 removed by the bank',
    ],
    [{ changed: 2 }, '2 changed'],
    [
      {
        posted: 2,
        amountChanges: [{ kind: 'posted', before: usd(-2000), after: usd(-2400) }],
      },
      '2 posted, one $20.00 → $24.00',
    ],
  ])('%o is “%s”', (run, text) => {
    expect(summariseRun({ ...quiet, ...run })).toBe(text);
  });
});

describe('describeField', () => {
  it.each([
    [{ field: 'amount', before: usd(-2000), after: usd(2400) } as const, 'Amount −$20.00 → $24.00'],
    [{ field: 'merchant', before: null, after: 'Diner' } as const, 'Merchant none → Diner'],
  ])('%o', (change, text) => {
    expect(describeField(change)).toBe(text);
  });
});
