'use client';

import * as Primitive from 'radix-ui/alert-dialog';
import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { Button } from './button.tsx';
import { Callout } from './callout.tsx';
import { DialogFooter, scrimStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/**
 * Asks before something that cannot be taken back. The focus starts on Cancel, a press outside does
 * not close it, and it stays open, with what went wrong, when the work fails.
 */
export function ConfirmDialog({
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
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and what will not. */
  description: ReactNode;
  /** The verb, not "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'neutral' | 'danger';
  pending?: boolean;
  error?: ReactNode;
  onConfirm: () => void;
  children?: ReactNode;
}) {
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
