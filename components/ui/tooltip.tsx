'use client';

import * as Primitive from 'radix-ui/tooltip';
import type { FocusEvent, ReactNode } from 'react';

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Primitive.Provider>
  );
}

/**
 * A few words about the focusable child. Never the only place for something one needs: touch screens
 * do not show it.
 */
export function Tooltip({
  content,
  side = 'top',
  children,
}: {
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild onFocus={stayUnlessWalkedTo}>
        {children}
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-menu max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-canvas text-sm data-[state=closed]:animate-fade-out data-[state=delayed-open]:animate-fade-in"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/**
 * The focus that comes back from a menu, or that a dialog begins with, was not asked for; and Escape
 * is to close the dialog, not words about its button.
 */
function stayUnlessWalkedTo(event: FocusEvent<HTMLElement>): void {
  const { currentTarget: button } = event;
  if (!button.matches(':focus-visible') || button.closest('[role=dialog], [role=alertdialog]')) {
    event.preventDefault();
  }
}
