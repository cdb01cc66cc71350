import { useLayoutEffect, useRef, useState } from 'react';
import { inItsTime } from './in-its-time.ts';

/** Where TableRow folds its second line in. */
const wideFromPx = 576;

/** Where the rows begin on the page, and whether they have the width for a single line. */
export function useBodyPlace() {
  const body = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState({ topPx: 0, isNarrow: false });
  useLayoutEffect(() => {
    const look = () => {
      const box = body.current?.getBoundingClientRect();
      if (!box) return;
      const topPx = Math.round(box.top + window.scrollY);
      const isNarrow = box.width < wideFromPx;
      inItsTime(() =>
        setPlace((former) =>
          former.topPx === topPx && former.isNarrow === isNarrow ? former : { topPx, isNarrow },
        ),
      );
    };
    look();
    // What stands above may come later, and with it the rows move down.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { body, ...place };
}
