'use client';

import { LinkBankButton } from '#components/items/link-bank-button';
import { useMayChange } from '#components/members/membership';
import { SampleButton } from '#components/sample/sample-button';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';

/** Where nothing is yet. */
export function Welcome() {
  const mayChange = useMayChange();
  if (!mayChange) {
    return (
      <EmptyState
        level={1}
        title="Nothing is shown to you yet"
        actions={<SampleButton />}
        className="py-20"
      >
        Accounts appear here once the people of this household have linked banks and let you see
        them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      level={1}
      title="Link your first bank"
      actions={
        <>
          <LinkBankButton />
          <Button asChild>
            <Link href="/accounts">Add an account by hand</Link>
          </Button>
          <SampleButton />
        </>
      }
      className="py-20"
    >
      Your accounts, balances and transactions appear here, and stay current by themselves.
      Plumbline can read them and cannot move money.
    </EmptyState>
  );
}
