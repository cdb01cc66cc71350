'use client';

import { useSyncExternalStore } from 'react';
import { rememberChoice } from '#lib/client/remember-choice';
import { type Amounts, amountsChoice, parseAmounts } from './amounts.tsx';

const listeners = new Set<() => void>();

/**
 * Whether this browser shows amounts, and the change of it. The cookie is what the server renders the next page
 * with, so that nothing shows for a moment; the attribute changes this one: the sheet of styles puts dots in the
 * place of whatever is marked with `data-amount`.
 */
export function useAmounts(): { amounts: Amounts; toggle: () => void } {
  const amounts = useSyncExternalStore(subscribe, readAmounts, () => 'shown' as const);
  return { amounts, toggle: () => applyAmounts(amounts === 'hidden' ? 'shown' : 'hidden') };
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function readAmounts(): Amounts {
  return parseAmounts(document.documentElement.dataset.amounts);
}

function applyAmounts(amounts: Amounts): void {
  rememberChoice(amountsChoice, amounts);
  document.documentElement.dataset.amounts = amounts;
  for (const listener of listeners) listener();
}
