import { expect, it, vi } from 'vitest';
import { ApiError } from './api.ts';
import { awaitUndo, findLatestUndo, rememberUndo, settleUndo, takeBack } from './undo.ts';

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

it('drops what the server knows nothing of any more, so that the one before can be taken back', async () => {
  const before = rememberUndo('before', async () => {});
  const gone = new ApiError('not_found', 'This was taken back already.');
  const entry = rememberUndo('gone', () => Promise.reject(gone));
  await expect(takeBack(entry)).rejects.toBe(gone);
  expect(findLatestUndo()).toBe(before);
  await takeBack(before);
});

it('waits for a change that is on its way, also where that fails', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  void awaitUndo(promise.then(() => void rememberUndo('on its way', async () => {})));
  const fails = awaitUndo(Promise.reject(new Error('offline')));
  await expect(fails).rejects.toThrow('offline');
  const settled = settleUndo();
  resolve();
  await settled;
  expect(findLatestUndo()?.label).toBe('on its way');
});

it('forgets the oldest of many', () => {
  for (let index = 0; index < 150; index += 1) rememberUndo(`change ${index}`, async () => {});
  expect(findLatestUndo()?.label).toBe('change 149');
});
