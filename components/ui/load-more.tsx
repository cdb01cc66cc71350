'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

/** Several screens: one does not wait for rows while one reads on. */
const aheadPx = 4_000;

/** Loads the next page when it comes near the window; also a button, for keyboard and no observer. */
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
    const observer = new IntersectionObserver(
      (entries) => {
        // A busy page is told of several changes at once: the last is how things are.
        if (entries.at(-1)?.isIntersecting) load.current();
      },
      { rootMargin: `${aheadPx}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [loading, shown]);
  return (
    <div ref={ref} className="flex justify-center py-6">
      <Button variant="ghost" loading={loading} onClick={onLoad}>
        Show more
      </Button>
    </div>
  );
}
