'use client';

import * as Primitive from 'radix-ui/alert-dialog';
import { cn } from '#lib/cn';
import { Button } from './button.tsx';
import { Callout } from './callout.tsx';
import type { ConfirmDialogProps } from './confirm-dialog.tsx';
import { DialogFooter, scrimStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** What a ConfirmDialog looks like and does; fetched with the first of them. */
export function ConfirmPanel({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'neutral',
  pending = false,
  error,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => (pending ? undefined : onOpenChange(next))}>
      <Primitive.Portal>
        <Primitive.Overlay data-scrim="" className={scrimStyles} />
        <Primitive.Content
          {...returnFocus}
          className={cn(
            'fixed inset-x-4 top-[max(1rem,18dvh)] z-overlay mx-auto max-h-[80dvh] max-w-md overflow-y-auto rounded-lg bg-raised shadow-dialog',
            'data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in',
          )}
        >
          <div className="px-6 pt-5">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            <Primitive.Description className="mt-1 text-ink-soft">
              {description}
            </Primitive.Description>
            {children ? <div className="pt-4">{children}</div> : null}
            {error ? (
              <Callout tone="danger" role="alert" className="mt-4">
                {error}
              </Callout>
            ) : null}
          </div>
          <DialogFooter>
            <Primitive.Cancel asChild>
              <Button disabled={pending}>{cancelLabel}</Button>
            </Primitive.Cancel>
            <Button
              variant={tone === 'danger' ? 'danger' : 'primary'}
              loading={pending}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
