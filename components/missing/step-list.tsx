'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { MissingRow, MissingStep, Verdict } from '#lib/missing/contract';
import { concludeSteps, describeStep, stepTitles } from './step-words.ts';

const verdicts: Record<Verdict, { tone: StatusTone; label: string }> = {
  found: { tone: 'info', label: 'Found' },
  likely: { tone: 'warning', label: 'May be it' },
  clear: { tone: 'positive', label: 'Not it' },
  unknown: { tone: 'neutral', label: 'Cannot tell' },
};

type Props = {
  accountId: string;
  today: string;
  onKeep: (transactionId: string) => Promise<void>;
};

/** Every place and every reason, in the order in which one would look, with what speaks for each. */
export function StepList({ steps, ...props }: Props & { steps: MissingStep[] }) {
  return (
    <>
      <Callout title={concludeSteps(steps).title} className="mb-4">
        {concludeSteps(steps).text}
      </Callout>
      <ol className="border-line-strong border-t">
        {steps.map((step) => (
          <Step key={step.kind} step={step} {...props} />
        ))}
      </ol>
    </>
  );
}

function Step({ step, accountId, today, onKeep }: Props & { step: MissingStep }) {
  const { tone, label } = verdicts[step.verdict];
  const link = linkOf(step, accountId);
  return (
    <li className="border-line border-b py-3.5">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-medium">{stepTitles[step.kind]}</h2>
        <StatusPill tone={tone} variant={step.verdict === 'clear' ? 'plain' : 'soft'}>
          {label}
        </StatusPill>
      </div>
      <p className="max-w-prose text-ink-soft">
        {describeStep(step, today)}
        {link ? (
          <>
            {' '}
            <TextLink asChild>
              <Link href={link.href}>{link.label}</Link>
            </TextLink>
          </>
        ) : null}
      </p>
      {'rows' in step && step.rows.length > 0 ? (
        <ul className="mt-1.5">
          {step.rows.map((row) => (
            <EvidenceRow
              key={row.transactionId}
              row={row}
              today={today}
              onKeep={step.kind === 'withdrawn' ? onKeep : undefined}
              withAccount={step.kind === 'elsewhere'}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function EvidenceRow({
  row,
  today,
  onKeep,
  withAccount,
}: {
  row: MissingRow;
  today: string;
  /** It can be kept instead of opened: it is in no list. */
  onKeep?: (transactionId: string) => Promise<void>;
  withAccount: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const mayChange = useMayChange();
  const keep = async () => {
    setBusy(true);
    try {
      await onKeep?.(row.transactionId);
      toast({ title: `${row.merchant} is kept`, description: 'It is listed and counts again.' });
    } catch (error) {
      toast({ tone: 'danger', title: 'Not kept', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  const { date, merchant, amount, account, exact } = row;
  const place = `/transactions?accountId=${account.id}&from=${date}&to=${date}&open=${row.transactionId}`;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 py-1">
      <span className="w-28 shrink-0 text-ink-soft text-sm max-sm:w-full">
        {formatCivilDate(date, today)}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {onKeep && mayChange ? (
          merchant
        ) : (
          <TextLink asChild quiet>
            <Link href={place as Route}>{merchant}</Link>
          </TextLink>
        )}
        <span className="text-ink-faint text-sm">
          {withAccount ? `, ${account.name}` : null}
          {exact ? null : ', comes near'}
        </span>
      </span>
      <Amount minor={amount.minor} currency={amount.currency} />
      {onKeep ? (
        <Button size="sm" loading={busy} onClick={() => void keep()}>
          Keep it
        </Button>
      ) : null}
    </li>
  );
}

function linkOf(step: MissingStep, accountId: string): { href: Route; label: string } | null {
  if (step.verdict === 'clear') return null;
  if (step.kind === 'connection' && step.itemId) {
    return { href: '/connections', label: 'See the connection' };
  }
  if (step.kind === 'tie_out' && step.tieOut?.status === 'off') {
    return { href: `/accounts/${accountId}` as Route, label: 'See the tie-out' };
  }
  if (step.kind === 'lag') return { href: '/connections/calendar', label: 'What comes up' };
  return null;
}
