'use client';

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/**
 * A component whose code is fetched when it is first shown. Meanwhile the page around it stays as it
 * is: `next/dynamic` has no boundary of its own, so the skeleton of the page would stand over all of
 * it and take the focus from whatever had it.
 *
 * @param fallback  what stands in its place meanwhile; nothing when left out
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback?: ReactNode,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (props) => (
    <Suspense fallback={fallback}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** The same for what stands closed in its page: fetched as it first opens, and there from then on, to close in its own time. */
export function overlayOnDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isOpen: (props: Props) => boolean,
): ComponentType<Props> {
  const Overlay = onDemand(load);
  return (props) => {
    const [wasOpen, setWasOpen] = useState(false);
    if (isOpen(props) && !wasOpen) setWasOpen(true);
    return wasOpen ? <Overlay {...props} /> : null;
  };
}
