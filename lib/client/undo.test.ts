import { expect, it, vi } from 'vitest';
import { findLatestUndo, rememberUndo, takeBack } from './undo.ts';

it('takes back the latest first, each once', async () => {
  const [first, second] = [vi.fn(async () => {}), vi.fn(async () => {})];
  const entry = rememberUndo('first', first);
  rememberUndo('second', second);
  const latest = findLatestUndo();
  expect(latest?.label).toBe('second');
  if (latest) await Promise.all([takeBack(latest), takeBack(latest)]);
  expect(second).toHaveBeenCalledOnce();
  expect(findLatestUndo()).toBe(entry);
  await takeBack(entry);
  expect(findLatestUndo()).toBeUndefined();
});

it('keeps what could not be taken back, in its place', async () => {
  const entry = rememberUndo('fails', () => Promise.reject(new Error('offline')));
  const later = rememberUndo('later', async () => {});
  await expect(takeBack(entry)).rejects.toThrow('offline');
  expect(findLatestUndo()).toBe(later);
  await takeBack(later);
  expect(findLatestUndo()).toBe(entry);
});

it('forgets the oldest of many', () => {
  for (let index = 0; index < 150; index += 1) rememberUndo(`change ${index}`, async () => {});
  expect(findLatestUndo()?.label).toBe('change 149');
});
