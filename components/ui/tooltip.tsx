'use client';

import * as Slot from 'radix-ui/slot';
import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useSyncExternalStore,
} from 'react';
import { overlayOnDemand } from './on-demand.tsx';
import {
  getNoTargets,
  getTargets,
  lookAway,
  pointAt,
  subscribeToTargets,
  type TooltipTarget,
} from './tooltip-store.ts';
import { wasWalkedTo } from './walked-to.ts';

const TooltipRegion = overlayOnDemand(
  () => import('./tooltip-region.tsx').then((file) => file.TooltipRegion),
  ({ targets }) => targets.length > 0,
);

/** Mounted once, in the root layout. */
export function Tooltips() {
  return (
    <TooltipRegion targets={useSyncExternalStore(subscribeToTargets, getTargets, getNoTargets)} />
  );
}

/**
 * A few words about the focusable child. Never the only place for something one needs: touch screens
 * do not show it.
 */
export function Tooltip({
  content,
  side = 'top',
  isName = false,
  children,
}: Partial<Pick<TooltipTarget, 'side' | 'isName'>> & {
  content: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const show = (element: HTMLElement) => pointAt({ id, element, content, side, isName });
  useEffect(() => () => lookAway(id), [id]);
  return (
    <Slot.Root
      onPointerEnter={(event: PointerEvent<HTMLElement>) => {
        if (event.pointerType !== 'touch') show(event.currentTarget);
      }}
      onPointerDown={() => lookAway(id)}
      onFocus={({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (wasWalkedTo(currentTarget, relatedTarget)) show(currentTarget);
      }}
    >
      {children}
    </Slot.Root>
  );
}
