'use client';

import { useEffect } from 'react';
import { dismissToast, toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import {
  findLatestUndo,
  rememberUndo,
  settleUndo,
  takeBack,
  type UndoEntry,
} from '#lib/client/undo';
import { isField } from './is-field.tsx';

let shown: string | undefined;

/** Says what was done and offers to take it back; Ctrl or ⌘ Z does too, as long as the visit lasts. */
export function offerUndo(label: string, undo: UndoEntry['undo']): void {
  const entry = rememberUndo(label, undo);
  say({
    title: label,
    tone: 'positive',
    action: { label: 'Undo', onClick: () => void undoAndSay(entry) },
  });
}

/** Takes something back and says so, or why not. */
export async function undoAndSay(entry: UndoEntry): Promise<void> {
  try {
    await takeBack(entry);
    say({ title: `Taken back: ${entry.label}` });
  } catch (error) {
    toast({ tone: 'danger', title: 'Not taken back', description: describeError(error) });
  }
}

/** Takes back what was done last, once it is done. */
export async function undoLatest(): Promise<void> {
  await settleUndo();
  const latest = findLatestUndo();
  if (latest) await undoAndSay(latest);
  else say({ title: 'There is nothing to take back.' });
}

/** One at a time: who goes through many rows is not told of each for ten seconds. */
function say(message: Parameters<typeof toast>[0]): void {
  if (shown) dismissToast(shown);
  shown = toast(message);
}

/** Mounted once: Ctrl or ⌘ Z anywhere but in a field, which has an undo of its own. */
export function UndoKeys() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
      if (!isUndo || event.shiftKey || event.altKey || isField(event.target)) return;
      event.preventDefault();
      void undoLatest();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return null;
}
