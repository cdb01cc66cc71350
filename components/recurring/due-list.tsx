import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { DueDto } from '#lib/recurring/contract';

/** What is due, a day written once, as in a ledger. */
export function DueList({ dues, today }: { dues: readonly DueDto[]; today: CivilDate }) {
  return (
    <ul>
      {dues.map((due, index) => (
        <li
          key={due.id}
          className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0"
        >
          <span className="w-20 shrink-0 text-ink-soft text-sm">
            {dues[index - 1]?.on === due.on ? (
              <span className="sr-only">{formatCivilDate(due.on, today, 'short')}</span>
            ) : (
              formatCivilDate(due.on, today, 'short')
            )}
          </span>
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-1">
            <TextLink quiet asChild>
              <Link href={due.href as Route} className="truncate">
                {due.name}
              </Link>
            </TextLink>
            <DueMark state={due.state} />
          </span>
          <span className="shrink-0 text-right">
            {due.lowMinor === due.highMinor ? null : <span className="text-ink-faint">about </span>}
            <Amount
              minor={due.amountMinor}
              currency={due.currency}
              tone={due.state === 'missed' ? 'soft' : 'money-in'}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function DueMark({ state }: Pick<DueDto, 'state'>) {
  if (state === 'expected') return null;
  if (state === 'seen') {
    return (
      <StatusPill tone="positive" variant="plain">
        Came
      </StatusPill>
    );
  }
  return <StatusPill tone="warning">{state === 'late' ? 'Late' : 'Not seen'}</StatusPill>;
}
