'use client';

import { type ComponentProps, lazy, Suspense } from 'react';
import type { Calendar, PeriodCalendar } from './calendar.tsx';
import { Skeleton } from './skeleton.tsx';

// Days are rarely looked up: the calendar is fetched when one is opened, and no page is heavier for it.
const LoadedCalendar = lazy(async () => ({ default: (await import('./calendar.tsx')).Calendar }));
const LoadedPeriodCalendar = lazy(async () => ({
  default: (await import('./calendar.tsx')).PeriodCalendar,
}));

export function LazyCalendar(props: ComponentProps<typeof Calendar>) {
  return (
    <Suspense fallback={<Place />}>
      <LoadedCalendar {...props} />
    </Suspense>
  );
}

export function LazyPeriodCalendar(props: ComponentProps<typeof PeriodCalendar>) {
  return (
    <Suspense fallback={<Place />}>
      <LoadedPeriodCalendar {...props} />
    </Suspense>
  );
}

/** As large as a month of five weeks. */
function Place() {
  return <Skeleton className="h-66 w-63 pointer-coarse:h-82 pointer-coarse:w-77" />;
}
