'use client';

import * as Primitive from 'radix-ui/popover';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** Something to look at beside what opened it: Popover > PopoverTrigger asChild + PopoverContent. */
export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
/** For what is opened by no trigger: where it stands. */
export const PopoverAnchor = Primitive.Anchor;

/** Give it aria-label or aria-labelledby: it is a dialog. */
export function PopoverContent({
  className,
  align = 'start',
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          'z-menu flex max-h-(--radix-popover-content-available-height) w-96 max-w-(--radix-popover-content-available-width) flex-col rounded-md bg-raised text-ink shadow-menu outline-none',
          'origin-(--radix-popover-content-transform-origin) data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in',
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}
