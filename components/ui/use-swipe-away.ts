import { type PointerEvent, useRef, useState } from 'react';

/** Less is a finger that trembles; further, and it is let go for good. */
const beginsAtPx = 10;
const goneAtPx = 60;

/** Props of what is put away by drawing it to the right; let go before that, it comes back. */
export function useSwipeAway(onGone: () => void) {
  const from = useRef<number | null>(null);
  const [by, setBy] = useState(0);
  const end = () => {
    from.current = null;
    setBy(0);
  };
  return {
    style: by > 0 ? { transform: `translateX(${by}px)` } : undefined,
    onPointerDown: ({ button, clientX }: PointerEvent) => {
      from.current = button === 0 ? clientX : null;
    },
    onPointerMove: ({ clientX, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
      if (from.current === null) return;
      const moved = Math.max(0, clientX - from.current);
      if (by === 0 && moved < beginsAtPx) return;
      // From here on nothing in it is pressed.
      currentTarget.setPointerCapture(pointerId);
      setBy(moved);
    },
    onPointerUp: () => {
      if (by >= goneAtPx) onGone();
      end();
    },
    onPointerCancel: end,
  };
}
