'use client';

import * as Slot from 'radix-ui/slot';
import { type ComponentProps, createContext, type ReactNode, use, useId, useState } from 'react';
import { codeAhead } from './on-demand.tsx';
import type { OpensBeside } from './stand-in.tsx';

type Code = typeof import('./popover-popup.tsx');

const useCode = codeAhead<Code>(() => import('./popover-popup.tsx'));

const Context = createContext<{
  id: string;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
  comeNear: () => void;
  code: Code | null;
} | null>(null);

/**
 * Something to look at beside what opened it: Popover > PopoverTrigger asChild + PopoverContent. The
 * trigger stands in the page; what opens is fetched ahead of the press (popover-popup.tsx). For what is
 * opened by no trigger see AnchoredPopover.
 */
export function Popover({
  open,
  onOpenChange,
  children,
}: {
  /** Left out, it keeps by itself whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  const id = useId();
  const [own, setOwn] = useState(false);
  const [isNear, setNear] = useState(false);
  const isOpen = open ?? own;
  const code = useCode({ isNear, isOpen });
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return (
    <Context value={{ id, isOpen, setOpen, comeNear: () => setNear(true), code }}>
      {children}
    </Context>
  );
}

export function PopoverTrigger({
  asChild = false,
  ...props
}: ComponentProps<'button'> & { asChild?: boolean }) {
  const { id, isOpen, setOpen, comeNear } = usePopover();
  const Button = asChild ? Slot.Root : 'button';
  return (
    <Button
      type="button"
      data-opens={id}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? id : undefined}
      data-state={isOpen ? 'open' : 'closed'}
      onPointerEnter={comeNear}
      onFocus={comeNear}
      onClick={() => setOpen(!isOpen)}
      {...props}
    />
  );
}

/** Around what it stands at, where that is more than its trigger. */
export function PopoverAnchor({ children }: { children: ReactNode }) {
  return <Slot.Root data-anchors={usePopover().id}>{children}</Slot.Root>;
}

/** Give it aria-label or aria-labelledby: it is a dialog. */
export function PopoverContent(
  props: Omit<ComponentProps<Code['PopoverPopup']>, keyof OpensBeside>,
) {
  const { id, isOpen, setOpen, code } = usePopover();
  return code ? (
    <code.PopoverPopup id={id} open={isOpen} onOpenChange={setOpen} {...props} />
  ) : null;
}

function usePopover() {
  const popover = use(Context);
  if (!popover) throw new Error('A part of a popover stands in no Popover.');
  return popover;
}
