import { useEffect, useEffectEvent } from 'react';
import type { TransactionDto } from './contract.ts';

/** What this page did to rows: how each is now, or that they should be read again. */
type RowEvent = ((row: TransactionDto) => TransactionDto) | 'read again';

const listeners = new Set<(event: RowEvent) => void>();

export function tellRows(event: RowEvent): void {
  for (const listener of listeners) listener(event);
}

/** Hears of every change this page makes itself: a list shows it without asking the server. */
export function useRowEvents(onEvent: (event: RowEvent) => void): void {
  const heard = useEffectEvent(onEvent);
  useEffect(() => {
    const listener = (event: RowEvent) => heard(event);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
}
