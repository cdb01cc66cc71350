'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Button, IconButton } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { onDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { SettlementDto } from '#lib/settlements/contract';
import { useSettlement } from '#lib/settlements/hooks';
import { ClaimLine } from './claim-line.tsx';
import { decideLink } from './decide-settlement.ts';
import { RefundOffer } from './refund-offer.tsx';

// Few open them, and each brings fields and a list of its own.
const SettleDialog = onDemand(() =>
  import('./settle-dialog.tsx').then((file) => file.SettleDialog),
);
const ClaimDialog = onDemand(() => import('./claim-dialog.tsx').then((file) => file.ClaimDialog));

/** What came back of an expense and what is still owed for it, or what money in pays back. */
export function SettlementSection({
  transactionId,
  merchant,
  today,
}: {
  transactionId: string;
  merchant: string;
  today: CivilDate;
}) {
  const { settlement, error, retry, settle, setClaim } = useSettlement(transactionId);
  const [open, setOpen] = useState<'link' | 'claim' | null>(null);
  const mayChange = useMayChange();
  if (error) return <ReadError title="Refunds could not be read" error={error} onRetry={retry} />;
  if (!settlement) return null;
  const { side, links, claim, hasUnseen } = settlement;
  const isEmpty = links.length === 0 && claim === null && !hasUnseen;
  if (isEmpty && !mayChange) return null;
  return (
    <section aria-labelledby="settlement" className="mt-6">
      <SectionHeading id="settlement" level={3}>
        {side === 'expense' ? 'Money back' : 'What it pays back'}
      </SectionHeading>
      <Trouble settlement={settlement} />
      <Links
        settlement={settlement}
        today={today}
        onUnlink={
          mayChange
            ? (otherId) => decideLink(settle, merchant, { otherId, amountMinor: null })
            : null
        }
      />
      {claim ? (
        <ClaimLine
          claim={claim}
          currency={settlement.currency}
          onEdit={mayChange ? () => setOpen('claim') : null}
        />
      ) : null}
      {mayChange ? (
        <>
          {isEmpty ? (
            <RefundOffer
              transactionId={transactionId}
              today={today}
              onLink={(input) => decideLink(settle, merchant, input)}
            />
          ) : null}
          <div className="flex flex-wrap gap-2 pt-3">
            <Button size="sm" onClick={() => setOpen('link')}>
              {side === 'expense' ? 'Link what came back' : 'Link what it is for'}
            </Button>
            {side === 'expense' && claim === null && settlement.leftMinor > 0 ? (
              <Button size="sm" onClick={() => setOpen('claim')}>
                Somebody owes me
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      {open === 'link' ? (
        <SettleDialog
          transactionId={transactionId}
          settlement={settlement}
          today={today}
          onLeave={() => setOpen(null)}
          onSettle={(input) => decideLink(settle, merchant, input)}
        />
      ) : null}
      {open === 'claim' ? (
        <ClaimDialog
          settlement={settlement}
          merchant={merchant}
          onLeave={() => setOpen(null)}
          onClaim={setClaim}
        />
      ) : null}
    </section>
  );
}

function Trouble({ settlement: { trouble } }: { settlement: SettlementDto }) {
  if (trouble === null) return null;
  return (
    <Callout
      tone="attention"
      className="mt-3"
      title={
        trouble === 'too_much'
          ? 'More is linked than there is'
          : 'One of these goes the other way now'
      }
    >
      {trouble === 'too_much'
        ? 'The bank changed an amount since. Figures count no more than there is; link less, or take a link away.'
        : 'The bank changed it since, and the link counts nowhere. Take it away if it is not meant any more.'}
    </Callout>
  );
}

function Links({
  settlement: { side, links, hasUnseen, leftMinor, currency },
  today,
  onUnlink,
}: {
  settlement: SettlementDto;
  today: CivilDate;
  onUnlink: ((otherId: string) => void) | null;
}) {
  return (
    <>
      <ul>
        {links.map(({ other, amountMinor }) => (
          <li
            key={other.id}
            className="flex min-h-12 items-center gap-3 border-line border-b py-1.5"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{other.merchant || 'No name'}</span>
              <span className="block truncate text-ink-faint text-sm">
                {formatCivilDate(other.date, today)}, {other.account}
              </span>
            </span>
            <Amount minor={amountMinor} currency={currency} />
            {onUnlink ? (
              <IconButton
                label={`Take the link to ${other.merchant || 'it'} away`}
                size="sm"
                onClick={() => onUnlink(other.id)}
              >
                <X />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {hasUnseen ? (
        <p className="border-line border-b py-2.5 text-ink-soft text-sm">
          It is also linked to something in an account that is not shared with you.
        </p>
      ) : null}
      {links.length > 0 ? (
        <DefinitionList>
          <Definition term={side === 'expense' ? 'Net spending' : 'Not linked'} weight="sum">
            <Amount minor={leftMinor} currency={currency} />
          </Definition>
        </DefinitionList>
      ) : null}
    </>
  );
}
