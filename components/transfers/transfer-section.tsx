'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { SourceHint } from '#components/transactions/source-hint';
import { TransferMark } from '#components/transactions/transfer-mark';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { onDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import type { TransferDto } from '#lib/transfers/contract';
import { createTransfer, decideTransfer, useTransferOf } from '#lib/transfers/hooks';
import { sayTransfer } from './say-transfer.ts';
import { TransferEnds } from './transfer-ends.tsx';
import { NeverPair } from './transfer-questions.tsx';
import { describeReasons, isSeen, nameTransfer } from './transfer-words.ts';

// Few open it, and it brings a list of its own.
const PairDialog = onDemand(() => import('./pair-dialog.tsx').then((file) => file.PairDialog));

/** The transfer that a transaction is an end of, and what one can say about it. */
export function TransferSection({
  transaction,
  today,
}: {
  transaction: TransactionDetailDto;
  today: CivilDate;
}) {
  const { id, amount, merchant, category } = transaction;
  const { transfer, error, retry } = useTransferOf(id);
  const [isPairing, setPairing] = useState(false);
  const mayChange = useMayChange();
  if (error)
    return <ReadError title="Its transfer could not be read" error={error} onRetry={retry} />;
  if (transfer === undefined || (transfer === null && !mayChange)) return null;
  const leaves = amount.minor < 0;
  const said = transaction.sources.transfer.by !== 'bank';
  const byCategory = transaction.transfer === null && category?.kind === 'transfer';
  return (
    <section aria-labelledby="transfer" className="mt-6">
      <SectionHeading id="transfer" level={3}>
        Transfer
      </SectionHeading>
      {transfer ? (
        <Told transfer={transfer} ofId={id} today={today} />
      ) : (
        <p className="pt-2 text-ink-soft text-sm">
          {byCategory ? (
            `Its category, ${category.name}, makes it a transfer: neither income nor spending. Give it another one if that is wrong.`
          ) : said ? (
            <>
              {transaction.transfer ? 'A transfer. ' : 'No transfer. '}
              <SourceHint transaction={transaction} field="transfer" otherwise="as it was" />
            </>
          ) : leaves ? (
            'Did it go to another account of yours? Then it is no spending.'
          ) : (
            'Did it come from another account of yours? Then it is no income.'
          )}
        </p>
      )}
      {mayChange ? (
        <div className="flex flex-wrap gap-2 pt-3">
          <Button size="sm" onClick={() => setPairing(true)}>
            {transfer ? 'Pair with another …' : 'Pair with …'}
          </Button>
          {transfer ? (
            <Button
              size="sm"
              onClick={() =>
                void sayTransfer(
                  `${nameTransfer(transfer)}: no transfer`,
                  decideTransfer(transfer.id, false),
                )
              }
            >
              Not a transfer
            </Button>
          ) : byCategory ? null : (
            <TransferMark transaction={transaction} />
          )}
          {transfer && !transfer.byPerson ? <NeverPair transfer={transfer} /> : null}
        </div>
      ) : null}
      {isPairing ? (
        <PairDialog
          transactionId={id}
          leaves={leaves}
          accountId={transaction.account.id}
          today={today}
          onLeave={() => setPairing(false)}
          onPair={({ transactionId: otherId, account }) => {
            setPairing(false);
            void sayTransfer(
              `${merchant || 'Transaction'}: paired with ${account.name}`,
              createTransfer({ transactionId: id, otherId }),
            );
          }}
          onSend={(towards) => {
            setPairing(false);
            void sayTransfer(
              `${merchant || 'Transaction'}: on its way to ${towards.name}`,
              createTransfer({ transactionId: id, towardsId: towards.id }),
            );
          }}
        />
      ) : null}
    </section>
  );
}

function Told({
  transfer,
  ofId,
  today,
}: {
  transfer: TransferDto;
  ofId: string;
  today: CivilDate;
}) {
  const other = [transfer.out, transfer.in]
    .filter(isSeen)
    .find((end) => end.transactionId !== ofId);
  return (
    <div className="pt-3">
      <TransferEnds transfer={transfer} today={today} />
      <p className="mt-2 text-ink-soft text-sm">
        {describeReasons(transfer)}.{transfer.byPerson ? null : ' Paired for you.'}
        {other ? (
          <>
            {' '}
            <TextLink asChild>
              <Link href={`/transactions?open=${other.transactionId}`}>Open the other side</Link>
            </TextLink>
          </>
        ) : null}
      </p>
    </div>
  );
}
