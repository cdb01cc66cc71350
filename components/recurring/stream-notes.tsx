import { StatusPill } from '#components/ui/status-pill';
import { cn } from '#lib/cn';
import type { CivilDate } from '#lib/dates/civil-date';
import type { StreamDto } from '#lib/recurring/contract';
import { describeMissed, describePrice } from './recurring-words.ts';

/** What is out of the ordinary: one that did not come, and a new price. */
export function StreamNotes({
  stream,
  today,
  className,
}: {
  stream: StreamDto;
  today: CivilDate;
  className?: string;
}) {
  const price = describePrice(stream, today);
  const missed = describeMissed(stream, today);
  if (!price && !missed) return null;
  return (
    <span className={cn('flex flex-wrap gap-2', className)}>
      {missed ? <StatusPill tone="warning">{missed}</StatusPill> : null}
      {price ? (
        <StatusPill tone="info">
          <span data-amount="start">{price}</span>
        </StatusPill>
      ) : null}
    </span>
  );
}
