'use client';

import * as Primitive from 'radix-ui/tooltip';
import { type ComponentProps, useEffect, useEffectEvent, useImperativeHandle } from 'react';
import type { TooltipTarget } from './tooltip-store.ts';
import { wasWalkedTo } from './walked-to.ts';

/** The words about what one points at, and of what one comes from while they fade. */
export function TooltipRegion({ targets }: { targets: readonly TooltipTarget[] }) {
  return (
    <Primitive.Provider delayDuration={400} skipDelayDuration={200}>
      {targets.map((target) => (
        <Words key={target.id} target={target} />
      ))}
    </Primitive.Provider>
  );
}

function Words({ target }: { target: TooltipTarget }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>
        <PointedAt target={target} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={target.side}
          sideOffset={6}
          collisionPadding={8}
          className="z-menu max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-canvas text-sm data-[state=closed]:animate-fade-out data-[state=delayed-open]:animate-fade-in"
        >
          {target.content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Radix's trigger for an element that was in the page before Radix: it hears what happens to that one. */
function PointedAt({
  target: { element, isName },
  ref,
  'aria-describedby': describedBy,
  ...handlers
}: { target: TooltipTarget } & ComponentProps<'button'>) {
  useImperativeHandle(ref, () => element as HTMLButtonElement, [element]);
  const hear = useEffectEvent((event: Event) => {
    handlers[heard[event.type as keyof typeof heard]]?.(event as never);
  });
  useEffect(() => {
    const listen = (event: Event) => {
      const isFocus = event instanceof FocusEvent && event.type === 'focus';
      if (!isFocus || wasWalkedTo(element, event.relatedTarget)) hear(event);
    };
    for (const type of Object.keys(heard)) element.addEventListener(type, listen);
    // What brought it here came before it could hear.
    if (element.matches(':hover')) hear(new PointerEvent('pointermove', { pointerType: 'mouse' }));
    else if (element === document.activeElement) hear(new FocusEvent('focus'));
    return () => {
      for (const type of Object.keys(heard)) element.removeEventListener(type, listen);
    };
  }, [element]);
  useEffect(() => {
    if (isName || !describedBy) return;
    element.setAttribute('aria-describedby', describedBy);
    return () => element.removeAttribute('aria-describedby');
  }, [element, isName, describedBy]);
  return null;
}

/** What Radix wants to hear of, by its name in the DOM. */
const heard = {
  pointermove: 'onPointerMove',
  pointerleave: 'onPointerLeave',
  pointerdown: 'onPointerDown',
  focus: 'onFocus',
  blur: 'onBlur',
  click: 'onClick',
} as const;
