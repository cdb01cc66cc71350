'use client';

import { DismissableLayer } from 'radix-ui/internal';
import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { focusPage } from './focus-page.tsx';
import { ToastCard } from './toast-card.tsx';
import { dismissToast, type ToastEntry } from './toast-store.ts';

/**
 * Where toasts stand. F8 moves the focus to them, and Escape puts away the one that has it; elsewhere
 * Escape is for what one looks at, and not for a message at the side. (Radix's own toasts take it for
 * themselves wherever the focus is.)
 */
export function ToastRegion({ entries }: { entries: readonly ToastEntry[] }) {
  const list = useRef<HTMLOListElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const { isHeld, ...reading } = useReading();
  const dismiss = (id: string) => {
    const isLast = entries.every((entry) => entry.id === id);
    if (list.current?.contains(document.activeElement)) {
      if (isLast) goBack(cameFrom.current);
      else list.current.focus();
    }
    dismissToast(id);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { activeElement } = document;
    const id = activeElement?.closest('[data-toast]')?.getAttribute('data-toast');
    if (event.key === 'F8' && entries.length > 0) {
      if (!list.current?.contains(activeElement)) cameFrom.current = activeElement;
      list.current?.focus();
    } else if (event.key === 'Escape' && id) dismiss(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    // Before whatever is open hears it.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
  return (
    // What is pressed here is pressed beside no dialog, which would close.
    <DismissableLayer.Branch asChild>
      <section aria-label="Messages (F8)" {...reading}>
        <ol
          ref={list}
          tabIndex={-1}
          className="pointer-events-none fixed inset-x-4 bottom-(--toast-bottom) z-toast mx-auto flex max-w-sm flex-col gap-2 *:pointer-events-auto lg:right-(--toast-right) lg:left-auto lg:w-96"
        >
          {entries.map((entry) => (
            <ToastCard key={entry.id} entry={entry} isHeld={isHeld} onDismiss={dismiss} />
          ))}
        </ol>
      </section>
    </DismissableLayer.Branch>
  );
}

/** Nobody's message goes while they are at it, or while they are in another window. */
function useReading() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const leave = () => setAway(true);
    const come = () => setAway(false);
    window.addEventListener('blur', leave);
    window.addEventListener('focus', come);
    return () => {
      window.removeEventListener('blur', leave);
      window.removeEventListener('focus', come);
    };
  }, []);
  return {
    isHeld: isPointedAt || isFocused || isAway,
    onPointerEnter: () => setPointedAt(true),
    onPointerLeave: () => setPointedAt(false),
    onFocus: () => setFocused(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) =>
      setFocused(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)),
  };
}

function goBack(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected && element !== document.body) {
    element.focus();
  } else focusPage();
}
