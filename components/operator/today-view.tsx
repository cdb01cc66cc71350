'use client';

import { ReadError } from '#components/shell/read-error';
import type { TodayDto } from '#lib/operator/contract';
import { useToday } from '#lib/operator/hooks';
import { TodayFigures } from './today-figures.tsx';
import { TroubleList } from './trouble-list.tsx';

/** The page that an operator opens: what is wrong, and then how things are. */
export function TodayView({ fallback }: { fallback: TodayDto }) {
  const { today, error, retry } = useToday(fallback);
  return (
    <div className="flex flex-col gap-10">
      {error ? (
        <ReadError title="This is not current any more" error={error} onRetry={retry} />
      ) : null}
      <TroubleList troubles={today.troubles} />
      <TodayFigures today={today} />
    </div>
  );
}
