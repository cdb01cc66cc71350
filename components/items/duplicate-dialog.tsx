'use client';

import { KeyRound, ListChecks } from 'lucide-react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Dialog, DialogContent } from '#components/ui/dialog';
import type { DuplicateDto, LinkTokenInput } from '#lib/items/contract';

/** How many accounts are named before the rest is counted. */
const namedAccounts = 3;

/** The bank is here already. Nothing has been exchanged until the person chooses. */
export function DuplicateDialog({
  duplicate,
  onClose,
  onUpdate,
  onLinkAnyway,
}: {
  duplicate: DuplicateDto;
  onClose: () => void;
  /** @param input  what to open Link for instead */
  onUpdate: (input: LinkTokenInput) => void;
  onLinkAnyway: () => void;
}) {
  const { item, shared, others, linkedBy, endsFirst } = duplicate;
  const { name } = item.institution;
  const needsSignIn = item.state.action === 'sign_in';
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        size="md"
        title={`${name} is linked already`}
        description={describeShared(duplicate)}
        footer={
          <>
            <Button onClick={onLinkAnyway}>Link anyway</Button>
            <Button
              variant="primary"
              onClick={() =>
                onUpdate({ purpose: needsSignIn ? 'update' : 'accounts', itemId: item.id })
              }
            >
              {needsSignIn ? <KeyRound aria-hidden="true" /> : <ListChecks aria-hidden="true" />}
              {needsSignIn ? 'Sign in to the first' : 'Update the first'}
            </Button>
          </>
        }
      >
        <ul className="flex flex-col gap-1 border-line border-y py-3">
          {shared.slice(0, namedAccounts).map((account) => (
            <li key={`${account.name} ${account.mask}`} className="flex gap-2">
              <span className="min-w-0 truncate">{account.name}</span>
              {account.mask ? <span className="text-ink-faint">··{account.mask}</span> : null}
            </li>
          ))}
          {shared.length > namedAccounts ? (
            <li className="text-ink-soft">and {shared.length - namedAccounts} more</li>
          ) : null}
        </ul>
        <p className="mt-4 text-ink-soft">
          {needsSignIn
            ? 'The first connection only needs you to sign in again; its history and everything you edited stay.'
            : 'To share other accounts of this login, choose them in the first connection.'}
          {linkedBy
            ? ` ${linkedBy} linked it: for a login of your own, link anyway and leave the accounts above out.`
            : ' Linking anyway counts the accounts above twice.'}
          {others > 0 ? ` ${describeOthers(others)}` : ''}
        </p>
        {endsFirst ? (
          <Callout tone="attention" className="mt-4" title={`${name} keeps one connection`}>
            A second one usually ends the first, which then asks for a new sign-in.
          </Callout>
        ) : null}
        <p className="mt-4 text-ink-faint text-sm">Nothing was linked so far.</p>
      </DialogContent>
    </Dialog>
  );
}

function describeShared({ shared, linkedBy }: DuplicateDto): string {
  const accounts = shared.length === 1 ? 'This account is' : `These ${shared.length} accounts are`;
  return `${accounts} here already, through ${linkedBy ? `the connection ${linkedBy} made` : 'your first connection'}.`;
}

function describeOthers(others: number): string {
  return others === 1
    ? 'One account you chose is not here yet.'
    : `${others} accounts you chose are not here yet.`;
}
