'use client';

import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button';

/** Loads the next page when it comes near the window; also a button, for keyboard and no observer. */
export function LoadMore({ loading, onLoad }: { loading: boolean; onLoad: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  load.current = onLoad;
  useEffect(() => {
    const element = ref.current;
    if (!element || loading) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) load.current();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [loading]);
  return (
    <div ref={ref} className="flex justify-center py-6">
      <Button variant="ghost" loading={loading} onClick={onLoad}>
        Show more
      </Button>
    </div>
  );
}
