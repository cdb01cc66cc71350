'use client';

import { onDemand } from './on-demand.tsx';
import { Skeleton } from './skeleton.tsx';

/** As large as a month of five weeks. */
const place = <Skeleton className="h-66 w-63 pointer-coarse:h-82 pointer-coarse:w-77" />;

// Days are rarely looked up: the calendar is fetched when one is opened, and no page is heavier for it.
export const LazyCalendar = onDemand(
  () => import('./calendar.tsx').then((file) => file.Calendar),
  place,
);

export const LazyPeriodCalendar = onDemand(
  () => import('./calendar.tsx').then((file) => file.PeriodCalendar),
  place,
);
