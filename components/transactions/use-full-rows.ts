import { useLayoutEffect, useRef } from 'react';

/** A frame has time for so many rows with all that belongs to one. */
const perFrame = 6;

type Drawn = { ids: ReadonlySet<string>; full: ReadonlySet<string>; isScrolling: boolean };

/**
 * Which of the rows in the page are drawn in full, with what can be pressed in them. While more come at once than a
 * frame has time for, which is faster than anybody reads, new ones are words alone; they are filled in as the
 * scrolling slows down, a few a frame, and all of them when it ends. A jump from where one rested is no scrolling.
 */
export function useFullRows(ids: readonly string[], isScrolling: boolean): ReadonlySet<string> {
  const drawn = useRef<Drawn>(null);
  const full = chooseFull(ids, isScrolling, drawn.current);
  useLayoutEffect(() => {
    drawn.current = { ids: new Set(ids), full, isScrolling };
  });
  return full;
}

/** @param before  how the page was; null at first */
export function chooseFull(
  ids: readonly string[],
  isScrolling: boolean,
  before: Drawn | null,
): ReadonlySet<string> {
  if (!before?.isScrolling || !isScrolling) return new Set(ids);
  const isRush = ids.filter((id) => !before.ids.has(id)).length > perFrame;
  const waiting = ids.filter((id) => !before.full.has(id));
  const filledIn = new Set(isRush ? [] : waiting.slice(0, perFrame));
  return new Set(ids.filter((id) => before.full.has(id) || filledIn.has(id)));
}
