import { Clock } from 'lucide-react';
import { StatusPill } from '#components/ui/status-pill';
import { addDays } from '#lib/dates/civil-date';

/** A hold that has not posted by now was often let go by the merchant. */
const staleAfterDays = 14;

/** "Pending", or, when the bank has left it so for too long, that it may never post. */
export function PendingPill({
  date,
  today,
  className,
}: {
  date: string;
  today: string;
  className?: string;
}) {
  return (
    <StatusPill
      tone={isStale(date, today) ? 'warning' : 'neutral'}
      icon={<Clock aria-hidden="true" />}
      className={className}
    >
      {pendingWord(date, today)}
    </StatusPill>
  );
}

export function pendingWord(date: string, today: string): string {
  return isStale(date, today) ? 'Still pending' : 'Pending';
}

function isStale(date: string, today: string): boolean {
  return date < addDays(today, -staleAfterDays);
}
