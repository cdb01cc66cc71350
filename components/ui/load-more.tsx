'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

/** Several screens: one does not wait for rows while one reads on. */
const aheadPx = 4_000;
/** So long a page stands before it reads on for somebody who has not begun to. */
const aheadMs = 1_500;

/**
 * Loads the next page when it comes near the window; also a button, for keyboard and no observer. At the top of a page
 * it waits until one scrolls, or for a moment: a list of a few screens is near at once, and the page is to answer first.
 */
export function LoadMore({
  loading,
  shown,
  onLoad,
}: {
  loading: boolean;
  /** How many rows stand above: with each page the button is looked for anew. */
  shown: number;
  onLoad: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  load.current = onLoad;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an observer tells only of changes.
  useEffect(() => {
    const element = ref.current;
    if (!element || loading) return;
    let callOff = () => {};
    const observer = new IntersectionObserver(
      (entries) => {
        callOff();
        // A busy page is told of several changes at once: the last is how things are.
        if (entries.at(-1)?.isIntersecting) callOff = whenReadOn(() => load.current());
      },
      { rootMargin: `${aheadPx}px` },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      callOff();
    };
  }, [loading, shown]);
  return (
    <div ref={ref} className="flex justify-center py-6">
      <Button variant="ghost" loading={loading} onClick={onLoad}>
        Show more
      </Button>
    </div>
  );
}

/** At once where one has read on; returns how to call it off. */
function whenReadOn(run: () => void): () => void {
  if (window.scrollY > 0) {
    run();
    return () => {};
  }
  const waiting = new AbortController();
  const begin = () => {
    waiting.abort();
    run();
  };
  const timer = setTimeout(begin, aheadMs);
  waiting.signal.addEventListener('abort', () => clearTimeout(timer));
  window.addEventListener('scroll', begin, { signal: waiting.signal, passive: true });
  return () => waiting.abort();
}
