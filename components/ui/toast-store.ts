type ToastTone = 'neutral' | 'positive' | 'danger';

export type ToastInput = {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** One thing to do about it: "Undo". The label is also read out, so it must make sense alone. */
  action?: { label: string; onClick: () => void };
  /** Milliseconds; null stays until dismissed. Left out: see durationMs. */
  durationMs?: number | null;
};

export type ToastEntry = ToastInput & { id: string };

/** More than three at once is a list nobody reads; the oldest goes. */
const maxToasts = 3;

const none: readonly ToastEntry[] = [];
let entries = none;
let count = 0;
const listeners = new Set<() => void>();

/** Callable from anywhere in the browser; returns the id for dismissToast. */
export function toast(input: ToastInput): string {
  count += 1;
  const id = `toast-${count}`;
  publish([...entries, { ...input, id }].slice(-maxToasts));
  return id;
}

export function dismissToast(id: string): void {
  publish(entries.filter((entry) => entry.id !== id));
}

/** An error stays until it is read; something to undo leaves time to reach the button. */
export function durationMs(entry: ToastInput): number {
  if (entry.durationMs === null) return Number.POSITIVE_INFINITY;
  if (entry.durationMs !== undefined) return entry.durationMs;
  if (entry.tone === 'danger') return Number.POSITIVE_INFINITY;
  return entry.action ? 10_000 : 5_000;
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function getToasts(): readonly ToastEntry[] {
  return entries;
}

/** What a page begins with: the very same list, so that nothing is drawn anew as it answers. */
export function getNoToasts(): readonly ToastEntry[] {
  return none;
}

function publish(next: readonly ToastEntry[]) {
  entries = next;
  for (const listener of listeners) listener();
}
