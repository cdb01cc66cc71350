import { useSyncExternalStore } from 'react';
import { ApiError } from './api.ts';

/** Something the person did in this visit, and how it is taken back. */
export type UndoEntry = {
  id: number;
  /** What was done: "3 transactions hidden". */
  label: string;
  /** ISO. */
  at: string;
  undo: () => Promise<unknown>;
};

/** What nobody takes back any more; the oldest goes. */
const maxEntries = 100;

let entries: readonly UndoEntry[] = [];
let count = 0;
const underWay = new Set<Promise<void>>();
const listeners = new Set<() => void>();

export function rememberUndo(label: string, undo: UndoEntry['undo']): UndoEntry {
  count += 1;
  const entry = { id: count, label, at: new Date().toISOString(), undo };
  publish([...entries, entry].slice(-maxEntries));
  return entry;
}

/** Work that ends in `rememberUndo`: until it does, it is the latest that the person did. */
export async function awaitUndo(work: Promise<void>): Promise<void> {
  underWay.add(work);
  try {
    await work;
  } finally {
    underWay.delete(work);
  }
}

/** Resolves once what is under way is done: before that, the latest is not the latest. */
export async function settleUndo(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** The latest that was not taken back. */
export function findLatestUndo(): UndoEntry | undefined {
  return entries.at(-1);
}

/**
 * Takes it back, once; it is gone at once and comes back where that failed for now. What the server will never
 * take back is gone, and the one before it is the latest. Rejects as its `undo`.
 */
export async function takeBack(entry: UndoEntry): Promise<void> {
  if (!entries.includes(entry)) return;
  publish(entries.filter((each) => each !== entry));
  try {
    await entry.undo();
  } catch (error) {
    const isGone = error instanceof ApiError && error.code === 'not_found';
    if (!isGone) publish([...entries, entry].sort((a, b) => a.id - b.id));
    throw error;
  }
}

/** What can be taken back, the oldest first. */
export function useUndoEntries(): readonly UndoEntry[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
    () => none,
  );
}

const none: readonly UndoEntry[] = [];

function publish(next: readonly UndoEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}
