'use client';

import { useSyncExternalStore } from 'react';
import { overlayOnDemand } from './on-demand.tsx';
import { getNoToasts, getToasts, subscribeToToasts } from './toast-store.ts';

// The store is a plain module and components import only .tsx by alias, so this is its front door.
export { dismissToast, toast } from './toast-store.ts';

const ToastRegion = overlayOnDemand(
  () => import('./toast-region.tsx').then((file) => file.ToastRegion),
  ({ entries }) => entries.length > 0,
);

/** Mounted once, in the root layout. */
export function Toaster() {
  return <ToastRegion entries={useSyncExternalStore(subscribeToToasts, getToasts, getNoToasts)} />;
}
