'use client';

import * as Primitive from 'radix-ui/popover';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';
import { findOpener, type OpensBeside, StandIn } from './stand-in.tsx';

/** What opens beside a trigger that is in the page already. */
export function PopoverPopup({
  id,
  open,
  onOpenChange,
  ...props
}: ComponentProps<typeof Primitive.Content> & OpensBeside) {
  const anchor = findOpener(id, 'anchors');
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>
        <StandIn element={findOpener(id)} />
      </Primitive.Trigger>
      {anchor ? <Primitive.Anchor virtualRef={{ current: anchor }} /> : null}
      <Panel id={id} {...props} />
    </Primitive.Root>
  );
}

/** What was opened by no trigger: it is there until it closes, and stands at its anchor. */
export function AnchoredPopover({
  anchor,
  onClose,
  ...props
}: ComponentProps<typeof Primitive.Content> & { anchor: HTMLElement; onClose: () => void }) {
  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Anchor virtualRef={{ current: anchor }} />
      <Panel
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (anchor.isConnected) anchor.focus();
        }}
        {...props}
      />
    </Primitive.Root>
  );
}

function Panel({
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
