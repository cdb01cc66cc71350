'use client';

import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Select } from '#components/ui/select';
import { Skeleton } from '#components/ui/skeleton';
import { StatusPill } from '#components/ui/status-pill';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import type { AccountPair, RelinkPreviewDto, RelinkSuggestionDto } from '#lib/relinks/contract';
import { useRelinkActions, useRelinkPreview } from '#lib/relinks/hooks';
import { describeAccountMove, describeMove } from './relink-words.ts';

const nowhere = 'nowhere';

/** What moving a history would do, account by account; the person corrects it, then it is done. */
export function RelinkDialog({
  suggestion,
  today,
  onClose,
}: {
  suggestion: RelinkSuggestionDto;
  today: string;
  onClose: () => void;
}) {
  const { fromItemId, toItemId, institution } = suggestion;
  const [accounts, setAccounts] = useState<AccountPair[]>();
  const { preview, error, isReading } = useRelinkPreview({ fromItemId, toItemId, accounts });
  const { move, undo } = useRelinkActions();
  const { pending, problem, attempt } = useAttempt();
  const pairs = accounts ?? listPairs(preview);

  const choose = (fromAccountId: string, toAccountId: string) => {
    // Each new account takes one history: another that had it is left without.
    const others = pairs.filter(
      (pair) => pair.fromAccountId !== fromAccountId && pair.toAccountId !== toAccountId,
    );
    setAccounts(toAccountId === nowhere ? others : [...others, { fromAccountId, toAccountId }]);
  };
  const confirm = () =>
    attempt(async () => {
      const { id } = await move({ fromItemId, toItemId, accounts: pairs });
      onClose();
      const takeBack = () => {
        undo(id).catch((reason: unknown) =>
          toast({ tone: 'danger', title: 'Not undone', description: describeError(reason) }),
        );
      };
      toast({
        tone: 'positive',
        title: `The history of ${institution} was moved`,
        action: { label: 'Undo', onClick: takeBack },
      });
    });
  const trouble = problem ?? (error ? describeError(error) : null);
  return (
    <Dialog open onOpenChange={(open) => (open || pending ? undefined : onClose())}>
      <DialogContent
        size="lg"
        title={`Move the history of ${institution}`}
        description="Transactions, balances and everything you edited go to the new connection. What both have becomes one; nothing counts twice."
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={pending}>Cancel</Button>
            </DialogClose>
            <Button
              variant="primary"
              loading={pending}
              disabled={pairs.length === 0 || isReading}
              onClick={confirm}
            >
              Move history
            </Button>
          </>
        }
      >
        {preview ? (
          <p className="mb-4" aria-live="polite">
            {describeMove(preview)} You can undo it for 30 days.
          </p>
        ) : null}
        {preview?.endsOld ? (
          <Callout tone="attention" className="mb-4" title="The old connection ends with this">
            It is disconnected at Plaid, so that it never reports the same transactions again.
          </Callout>
        ) : null}
        {preview ? (
          <ul className="border-line border-t">
            {preview.accounts.map((account) => (
              <AccountRow
                key={account.from.id}
                account={account}
                today={today}
                onChoose={(toId) => choose(account.from.id, toId)}
              />
            ))}
          </ul>
        ) : trouble ? null : (
          <Skeleton className="h-40" />
        )}
        {trouble ? (
          <Callout tone="danger" role="alert" className="mt-4">
            {trouble}
          </Callout>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

function listPairs(preview: RelinkPreviewDto | undefined): AccountPair[] {
  return (preview?.accounts ?? []).flatMap(({ from, to }) =>
    to ? [{ fromAccountId: from.id, toAccountId: to.id }] : [],
  );
}

function AccountRow({
  account,
  today,
  onChoose,
}: {
  account: RelinkPreviewDto['accounts'][number];
  today: string;
  onChoose: (toId: string) => void;
}) {
  const { from, to, sure, candidates } = account;
  const options = [
    ...candidates.map((each) => ({ value: each.id, label: nameOf(each) })),
    { value: nowhere, label: 'Leave with the old one' },
  ];
  return (
    <li className="border-line border-b py-3">
      <div className="grid items-center gap-x-3 gap-y-2 sm:grid-cols-[1fr_auto_1fr]">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{nameOf(from)}</span>
          {to && !sure ? <StatusPill tone="warning">Check this</StatusPill> : null}
        </span>
        <ArrowRight aria-hidden="true" className="size-4 text-ink-faint max-sm:hidden" />
        <Select
          aria-label={`New account for ${nameOf(from)}`}
          options={options}
          value={to?.id ?? nowhere}
          onValueChange={onChoose}
        />
      </div>
      <p className="mt-1.5 text-ink-soft text-sm">{describeAccountMove(account, today)}</p>
    </li>
  );
}

function nameOf({ name, mask }: { name: string; mask: string | null }): string {
  return mask ? `${name} ··${mask}` : name;
}
