import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drainOnSigterm, isDraining } from './draining.ts';

const own = process.listeners('SIGTERM');
beforeEach(() => {
  vi.useFakeTimers();
  process.removeAllListeners('SIGTERM');
});
afterEach(() => {
  vi.useRealTimers();
  process.removeAllListeners('SIGTERM');
  for (const listener of own) process.on('SIGTERM', listener);
});

it('holds those who would close back until it has waited, and tells them once', () => {
  const close = vi.fn();
  const onTold = vi.fn();
  process.on('SIGTERM', close);
  drainOnSigterm(5, onTold);
  expect(isDraining()).toBe(false);

  process.emit('SIGTERM');
  process.emit('SIGTERM');
  expect(isDraining()).toBe(true);
  expect(onTold).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(4_999);
  expect(close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(close.mock.calls).toEqual([['SIGTERM']]);
  expect(onTold).toHaveBeenCalledTimes(2);
});
