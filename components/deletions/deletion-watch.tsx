'use client';

import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CopyField } from '#components/ui/copy-field';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { Progress } from '#components/ui/progress';
import { Skeleton } from '#components/ui/skeleton';
import { describeError } from '#lib/client/api';
import type { DeletionDto } from '#lib/deletions/contract';
import { readReceipt, useDeletion } from '#lib/deletions/hooks';

/** How a deletion comes along, and in the end the receipt. */
export function DeletionWatch() {
  const [receipt, setReceipt] = useState<string | null | undefined>(undefined);
  useEffect(() => setReceipt(readReceipt()), []);
  const { deletion, error } = useDeletion(receipt ?? null);
  if (receipt === null) {
    return (
      <p className="text-ink-soft">This page shows a deletion to the tab that asked for it.</p>
    );
  }
  if (error && !deletion) {
    return (
      <Callout tone="danger" role="alert" title="It could not be read">
        {describeError(error)}
      </Callout>
    );
  }
  if (!deletion) return <Skeleton className="h-24" />;
  return (
    <>
      {deletion.finishedAt ? <Done deletion={deletion} /> : <UnderWay deletion={deletion} />}
      <CopyField
        label="Address of this page"
        value={`${window.location.origin}/deleted#${receipt}`}
        hint="Keep it to look here again; it works for thirty days after the end."
        className="mt-8"
      />
      <Button asChild className="mt-8">
        <Link href="/">{deletion.scope === 'household' ? 'Go on' : 'To the sign-in'}</Link>
      </Button>
    </>
  );
}

function UnderWay({ deletion: { scope, banks } }: { deletion: DeletionDto }) {
  return (
    <div aria-live="polite">
      <p>
        {scope === 'account'
          ? 'You are signed out everywhere, and nobody can sign in as you any more.'
          : 'Nobody can open the household any more.'}{' '}
        Plaid is being told to end the access to your banks; with its word the rest is deleted.
      </p>
      <Progress
        label="Accesses ended at Plaid"
        detail={`${banks.ended} of ${banks.total}`}
        value={banks.ended}
        max={Math.max(1, banks.total)}
        className="mt-6"
      />
      <p className="mt-4 text-ink-soft text-sm">
        Where Plaid or a bank does not answer it is tried again, for as long as it takes. You can
        close this page.
      </p>
    </div>
  );
}

function Done({
  deletion: { scope, banks, households, requestedAt, finishedAt },
}: {
  deletion: DeletionDto;
}) {
  return (
    <div aria-live="polite">
      <p className="font-medium">
        {scope === 'account' ? 'Your account is deleted.' : 'The household is deleted.'} Nothing of
        it is left in this installation.
      </p>
      <DefinitionList className="mt-6 border-line-strong border-t">
        <Definition term="Accesses to banks ended, as Plaid confirmed">{banks.ended}</Definition>
        <Definition term="Households deleted">{households}</Definition>
        <Definition term="Asked for">{new Date(requestedAt).toLocaleString('en-US')}</Definition>
        <Definition term="Done">{new Date(finishedAt ?? '').toLocaleString('en-US')}</Definition>
      </DefinitionList>
      <p className="mt-4 text-ink-soft text-sm">
        Backups that whoever runs this installation made before hold it until they are overwritten.
      </p>
    </div>
  );
}
