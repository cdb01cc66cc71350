'use client';

import { type ComponentProps, useImperativeHandle } from 'react';

/** What every part that opens beside something is told. */
export type OpensBeside = {
  /** The value of `data-opens` of what it stands at. */
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/**
 * The child of a Radix trigger or anchor, for an element that was in the page before Radix was: what
 * opens is placed at it and gives the focus back to it. It answers to its own events itself.
 */
export function StandIn({
  element,
  ref,
}: { element: HTMLElement | null } & ComponentProps<'button'>) {
  useImperativeHandle(ref, () => element as HTMLButtonElement, [element]);
  return null;
}

/** The trigger of what has this id, or what it stands at instead. */
export function findOpener(id: string, as: 'opens' | 'anchors' = 'opens'): HTMLElement | null {
  return document.querySelector(`[data-${as}="${CSS.escape(id)}"]`);
}
