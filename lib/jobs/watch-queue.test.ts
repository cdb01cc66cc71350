import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchQueue } from './watch-queue.ts';

const events = new EventEmitter();
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => {
  events.removeAllListeners();
  vi.useRealTimers();
});

it('holds while the queue answers, and no longer', () => {
  const { isWorking } = watchQueue(events, 2);
  expect(isWorking()).toBe(true);
  vi.advanceTimersByTime(29_000);
  events.emit('localQueue:getJobs:complete');
  vi.advanceTimersByTime(29_000);
  expect(isWorking()).toBe(true);
  vi.advanceTimersByTime(2_000);
  expect(isWorking()).toBe(false);
  // The queue does not answer.
  events.emit('worker:getJob:error');
  expect(isWorking()).toBe(false);
  events.emit('job:start');
  expect(isWorking()).toBe(true);
});

it('holds as long as every hand is full', () => {
  const { isWorking } = watchQueue(events, 2);
  events.emit('job:start');
  events.emit('job:start');
  vi.advanceTimersByTime(3_600_000);
  expect(isWorking()).toBe(true);
  events.emit('job:complete');
  expect(isWorking()).toBe(false);
});
