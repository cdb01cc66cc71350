import { type PointerEvent, useEffect, useRef } from 'react';

/** As long as it takes on the systems themselves. */
const longMs = 500;
/** A finger is never quite still. */
const slackPx = 10;

/**
 * A finger that rests on a row, told by the row's id; what would follow as a click does not. Handlers for
 * what the rows stand in.
 *
 * @param onLong  null where a rest means nothing
 */
export function useLongPress(onLong: ((id: string) => void) | null) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);
  const wasLong = useRef(false);
  const cancel = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown: ({ pointerType, target, clientX: x, clientY: y }: PointerEvent) => {
      cancel();
      wasLong.current = false;
      const row = target instanceof Element ? target.closest('tr[data-row]') : null;
      const id = row?.getAttribute('data-row');
      if (pointerType !== 'touch' || !id || !onLong) return;
      const timer = setTimeout(() => {
        wasLong.current = true;
        onLong(id);
      }, longMs);
      press.current = { timer, x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = press.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > slackPx) cancel();
    },
    onPointerUp: cancel,
    // The page scrolls: it was no rest.
    onPointerCancel: cancel,
    onClickCapture: (event: { stopPropagation: () => void; preventDefault: () => void }) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
    // A menu of the browser's would lie over what was ticked.
    onContextMenu: (event: { preventDefault: () => void }) => {
      if (wasLong.current || press.current) event.preventDefault();
    },
  };
}
