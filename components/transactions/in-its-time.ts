import { startTransition } from 'react';

/**
 * Makes a change of the list that follows from the window. At the top of the page the rows that the server brought
 * are the ones one sees, so that the change may come bit by bit; where one has read on, it comes before the next
 * paint.
 */
export function inItsTime(change: () => void): void {
  if (window.scrollY === 0) startTransition(change);
  else change();
}
