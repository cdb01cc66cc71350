'use client';

import * as Primitive from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { scrimStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** A dialog without words of its own, for a ComboboxPanel: the field is its head. */
export function CommandDialog({
  open,
  onClose,
  label,
  children,
}: {
  open: boolean;
  onClose: () => void;
  label: string;
  children: ReactNode;
}) {
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay data-scrim="" className={scrimStyles} />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed inset-x-4 top-[max(1rem,14dvh)] z-overlay mx-auto flex max-h-[min(30rem,calc(100dvh-max(2rem,18dvh)))] max-w-lg flex-col overflow-hidden rounded-lg bg-raised shadow-dialog data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in"
        >
          <Primitive.Title className="sr-only">{label}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
