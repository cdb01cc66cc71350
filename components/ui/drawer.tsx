'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { cn } from '#lib/cn';
import { IconButton } from './button.tsx';
import { scrimStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/**
 * Details beside the list: at the right on a wide window, a sheet from the bottom on a phone.
 * `modal={false}` on the root keeps the list alive, so that arrow keys walk it with the drawer open.
 */
export const Drawer = Primitive.Root;
export const DrawerTrigger = Primitive.Trigger;

export function DrawerContent({
  title,
  description,
  actions,
  footer,
  modal = true,
  returnFocusTo,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** Small icon buttons left of Close: previous, next, more. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** The same as on the root: without it there is no scrim, and a press outside does not close. */
  modal?: boolean;
  /** Where the focus goes on closing, if not to what opened it: the row one has walked to. */
  returnFocusTo?: () => HTMLElement | null;
  className?: string;
  children: ReactNode;
}) {
  const returnFocus = useReturnFocus(returnFocusTo);
  const content = useRef<HTMLDivElement>(null);
  return (
    <Primitive.Portal>
      {modal ? <Primitive.Overlay data-scrim="" className={scrimStyles} /> : null}
      <Primitive.Content
        ref={content}
        data-drawer={modal ? 'over' : 'beside'}
        onOpenAutoFocus={(event) => {
          returnFocus.onOpenAutoFocus();
          // Its name is read out first; the first button would be "Previous".
          event.preventDefault();
          content.current?.focus();
        }}
        onCloseAutoFocus={returnFocus.onCloseAutoFocus}
        {...(description ? {} : { 'aria-describedby': undefined })}
        onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
        className={cn(
          'fixed inset-x-0 bottom-0 z-overlay flex max-h-[88dvh] flex-col rounded-t-lg bg-raised shadow-dialog outline-none',
          'data-[state=closed]:animate-sheet-out data-[state=open]:animate-sheet-in',
          'sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-(--drawer-width) sm:rounded-none',
          'sm:data-[state=closed]:animate-drawer-out sm:data-[state=open]:animate-drawer-in',
          className,
        )}
      >
        {/* Radix leads Tab in a circle; beside a list it has to find its way out to it. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps a key from Radix. */}
        <div onKeyDown={modal ? undefined : keepTab} className="contents">
          {/* No header or footer elements: in a portal they would be a second banner of the page. */}
          <div
            className={cn(
              'flex gap-3 border-line border-b py-4 pr-4 pl-6',
              description ? 'items-start' : 'items-center',
            )}
          >
            <div className="min-w-0 flex-1">
              <Primitive.Title className="truncate font-semibold text-md">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="truncate text-ink-soft text-sm">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
            <div className="flex items-center">
              {actions}
              <Primitive.Close asChild>
                <IconButton label="Close" size="sm">
                  <X />
                </IconButton>
              </Primitive.Close>
            </div>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
          {footer ? (
            <div className="flex justify-end gap-2 border-line border-t px-6 py-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          ) : null}
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function keepTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}
