'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { IconButton } from './button.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** Dialog > DialogTrigger asChild + DialogContent. Control it with open and onOpenChange. */
export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const scrimStyles =
  'fixed inset-0 z-overlay bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

const sizes = { sm: 'max-w-md', md: 'max-w-lg', lg: 'max-w-2xl' } as const;

export function DialogContent({
  title,
  description,
  footer,
  size = 'sm',
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  size?: keyof typeof sizes;
  className?: string;
  children?: ReactNode;
}) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Portal>
      <Primitive.Overlay data-scrim="" className={scrimStyles} />
      <Primitive.Content
        {...returnFocus}
        onOpenAutoFocus={(event) => {
          returnFocus.onOpenAutoFocus();
          focusFirstField(event);
        }}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'fixed inset-x-4 top-[max(1rem,12dvh)] z-overlay mx-auto flex max-h-[calc(100dvh-max(2rem,16dvh))] flex-col rounded-lg bg-raised shadow-dialog',
          'data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in',
          sizes[size],
          className,
        )}
      >
        <header className="flex items-start gap-4 px-6 pt-5">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="mt-1 text-ink-soft">
                {description}
              </Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <IconButton label="Close" size="sm" className="-mr-2">
              <X />
            </IconButton>
          </Primitive.Close>
        </header>
        {children ? <div className="min-h-0 overflow-y-auto px-6 pt-5 pb-1">{children}</div> : null}
        {footer ? <DialogFooter>{footer}</DialogFooter> : <div className="h-5 shrink-0" />}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** A dialog that asks for something begins at it (a field, or `data-first`), not at its Close button. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement;
  const field = dialog.querySelector<HTMLElement>(
    'input:not([hidden], [readonly], [type=checkbox], [type=radio]), textarea:not([readonly]), [data-first]',
  );
  if (!field) return;
  event.preventDefault();
  // What stands over it explains it.
  field.focus({ preventScroll: true });
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-col-reverse gap-2 px-6 pt-5 pb-6 sm:flex-row sm:justify-end">
      {children}
    </footer>
  );
}
