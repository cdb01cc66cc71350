'use client';

import { EmptyState } from '#components/ui/empty-state';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import type { OperatorMailDto, OperatorMailList } from '#lib/mail/contract';
import { useOperatorMails } from '#lib/mail/hooks';

const states: Record<OperatorMailDto['state'], { label: string; tone: StatusTone }> = {
  waiting: { label: 'Waiting', tone: 'info' },
  sent: { label: 'Sent', tone: 'positive' },
  kept: { label: 'Kept here', tone: 'neutral' },
  dropped: { label: 'No longer needed', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'danger' },
};

/** The installation's latest mails: what became of each and, where no relay takes them, their words. */
export function MailList({ fallback }: { fallback: OperatorMailList }) {
  const { items, hasRelay } = useOperatorMails(fallback);
  return (
    <div className="max-w-3xl">
      <p className="mb-6 max-w-prose text-ink-soft">
        {hasRelay
          ? 'What left through your relay in the last 30 days. What it said is not kept.'
          : 'SMTP_URL is not set: mails stay here for 30 days and reach nobody.'}
      </p>
      {items.length === 0 ? (
        <EmptyState title="No mails yet">
          One appears when a connection stops or is about to end.
        </EmptyState>
      ) : (
        <ul className="border-line-strong border-t">
          {items.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
    </div>
  );
}

function MailRow({ mail }: { mail: OperatorMailDto }) {
  const { label, tone } = states[mail.state];
  const tries = mail.state === 'waiting' || mail.state === 'failed' ? mail.attempts : 0;
  return (
    <li className="border-line border-b py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 font-medium">{mail.subject}</h2>
        <StatusPill tone={tone} variant="plain">
          {label}
        </StatusPill>
      </div>
      <p className="break-words text-ink-soft text-sm">
        To {mail.to}, <RelativeTime iso={mail.createdAt} />
        {tries > 0 ? `, tried ${tries === 1 ? 'once' : `${tries} times`}` : null}
        {mail.lastError ? ` (${mail.lastError})` : null}
      </p>
      {mail.text ? (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-soft text-sm hover:text-ink">
            Read it
          </summary>
          <pre className="mt-2 whitespace-pre-wrap break-words rounded-md bg-sunken px-4 py-3 font-sans text-sm">
            {mail.text}
          </pre>
        </details>
      ) : null}
    </li>
  );
}
