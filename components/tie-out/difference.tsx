'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { overlayOnDemand } from '#components/ui/on-demand';
import { useAttempt } from '#lib/client/use-attempt';
import { formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { SuspectDto, TieOutDto } from '#lib/tie-out/contract';
import { suspectWords } from './tie-out-words.ts';

const TransactionDrawer = overlayOnDemand(
  () =>
    import('#components/transactions/transaction-drawer').then((file) => file.TransactionDrawer),
  ({ id }) => id !== null,
);

/** By how much an account is off and since when, where that may come from, and the way out. */
export function Difference({
  tieOut,
  today,
  onAccept,
}: {
  tieOut: TieOutDto;
  today: string;
  onAccept: () => Promise<void>;
}) {
  const { difference, partedOn, bank, suspects, against } = tieOut;
  const isHeld = against === 'holdings';
  const mayChange = useMayChange();
  const [asking, setAsking] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  if (!difference || !bank) return null;
  const text = (minor: number) => formatAmount(minor, difference.currency, { sign: 'none' }).text;
  const more = difference.minor > 0 ? 'more' : 'less';
  return (
    <>
      <Callout
        tone="attention"
        title={
          <span data-amount="start">
            Off by {text(difference.minor)}
            {partedOn ? ` since ${formatCivilDate(partedOn, today)}` : null}
          </span>
        }
        action={
          mayChange && !isHeld ? (
            <Button size="sm" onClick={() => setAsking(true)}>
              Accept the bank’s balance
            </Button>
          ) : null
        }
        className="mt-3"
      >
        The bank says <span data-amount="start">{text(difference.minor)}</span> {more} than its own{' '}
        {isHeld ? 'holdings' : 'transactions'} add up to. Nothing here was changed.
      </Callout>
      {suspects.length > 0 ? (
        <div className="mt-4">
          <h3 className="text-ink-soft">Where it may come from</h3>
          <ul>
            {suspects.map((suspect) => (
              <SuspectRow
                key={suspect.kind === 'gap' ? 'gap' : suspect.transactionId}
                suspect={suspect}
                today={today}
                onOpen={setOpenId}
              />
            ))}
          </ul>
        </div>
      ) : (
        <p className="mt-4 text-ink-soft">
          {isHeld
            ? 'Often the bank lists a holding late, or values one at another price than its balance does. It is compared again whenever the holdings are read.'
            : 'No single transaction explains it. Often the bank corrects its balance within a day or two.'}
        </p>
      )}
      <TransactionDrawer id={openId} today={today} onClose={() => setOpenId(null)} />
      <AcceptDialog
        open={asking}
        onOpenChange={setAsking}
        balance={text(bank.minor)}
        onAccept={onAccept}
      />
    </>
  );
}

function SuspectRow({
  suspect,
  today,
  onOpen,
}: {
  suspect: SuspectDto;
  today: string;
  onOpen: (id: string) => void;
}) {
  if (suspect.kind === 'gap') {
    return (
      <li className="border-line border-b py-2.5 text-ink-soft last:border-b-0">
        {suspectWords.gap}: {formatCivilDate(suspect.from, today)} to{' '}
        {formatCivilDate(suspect.to, today)}
      </li>
    );
  }
  const { kind, exact, transactionId, date, merchant, amount } = suspect;
  return (
    <li className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0">
      <span className="w-20 shrink-0 text-ink-faint text-sm">{formatCivilDate(date, today)}</span>
      <span className="min-w-0 flex-1">
        {kind === 'withdrawn' ? (
          <span className="block truncate">{merchant}</span>
        ) : (
          <button
            type="button"
            onClick={() => onOpen(transactionId)}
            className="block max-w-full truncate rounded-sm text-left underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >
            {merchant}
          </button>
        )}
        <span className="block text-ink-faint text-sm">
          {suspectWords[kind]}
          {exact && kind !== 'extra' ? ', worth exactly the difference' : ''}
        </span>
      </span>
      <Amount minor={amount.minor} currency={amount.currency} tone="money-in" />
    </li>
  );
}

function AcceptDialog({
  open,
  onOpenChange,
  balance,
  onAccept,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  balance: string;
  onAccept: () => Promise<void>;
}) {
  const { pending, problem, attempt } = useAttempt();
  const confirm = () =>
    attempt(async () => {
      await onAccept();
      onOpenChange(false);
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Accept the bank’s balance?"
      description={`From now on this account is counted from the bank’s ${balance}. No transaction is changed, and what the difference was is no longer looked for.`}
      confirmLabel="Accept"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    />
  );
}
