import type { ReactNode } from 'react';

export type TooltipTarget = {
  /** Of the tooltip that it is of. */
  id: string;
  element: HTMLElement;
  content: ReactNode;
  side: 'top' | 'right' | 'bottom' | 'left';
  /** Whether the words are the element's name, which is read out anyway. */
  isName: boolean;
};

/** What one points at, and what one comes from: its words fade while the next ones show. */
const mostTargets = 2;

const none: readonly TooltipTarget[] = [];
let targets = none;
const listeners = new Set<() => void>();

/** The element is pointed at, or walked to; its words show after a moment. */
export function pointAt(target: TooltipTarget): void {
  const others = targets.filter(({ id }) => id !== target.id);
  publish([...others, target].slice(-mostTargets));
}

/** The element is gone, or pressed: its words go, too, until one comes to it anew. */
export function lookAway(from: string): void {
  if (targets.some(({ id }) => id === from)) publish(targets.filter(({ id }) => id !== from));
}

export function subscribeToTargets(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function getTargets(): readonly TooltipTarget[] {
  return targets;
}

/** What a page begins with: the very same list, so that nothing is drawn anew as it answers. */
export function getNoTargets(): readonly TooltipTarget[] {
  return none;
}

function publish(next: readonly TooltipTarget[]) {
  targets = next;
  for (const listener of listeners) listener();
}
