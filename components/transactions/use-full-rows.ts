import { useLayoutEffect, useRef } from 'react';
import type { chooseFull, Drawn } from './passing-row.tsx';

/**
 * Which of the rows in the page are drawn in full, with what can be pressed in them: all, but for those that rush
 * past while one scrolls.
 *
 * @param choose  undefined until its code has come; until then all are
 */
export function useFullRows(
  ids: readonly string[],
  isScrolling: boolean,
  choose: typeof chooseFull | undefined,
): ReadonlySet<string> {
  const drawn = useRef<Drawn>(null);
  const full = choose?.(ids, isScrolling, drawn.current) ?? new Set(ids);
  useLayoutEffect(() => {
    drawn.current = { ids: new Set(ids), full, isScrolling };
  });
  return full;
}
