'use client';

import { Coins, Hash, KeyRound, ListChecks, Plus, ShieldCheck } from 'lucide-react';
import { useIsSample, useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import type { ConsentName } from '#lib/products/contract';
import { useLink } from './link-session.tsx';

type ForItem = {
  itemId: string;
  /** Primary where the connection waits for it. */
  variant: 'primary' | 'secondary';
};

/** Links a bank anew whose connection has ended for good. */
export function LinkAgainButton({ itemId, variant }: ForItem) {
  const { start, busy } = useLink({ purpose: 'link', likeItemId: itemId });
  return (
    <Button size="sm" variant={variant} loading={busy} onClick={start}>
      <Plus aria-hidden="true" />
      Link again
    </Button>
  );
}

/** Signs in to an existing connection again, through Link's update mode. */
export function ReconnectButton({ itemId }: { itemId: string }) {
  const { start, busy } = useLink({ purpose: 'update', itemId });
  return (
    <Button size="sm" variant="primary" loading={busy} onClick={start}>
      <KeyRound aria-hidden="true" />
      Sign in again
    </Button>
  );
}

/** Chooses which accounts of a connection are shared. */
export function ChooseAccountsButton({ itemId, variant }: ForItem) {
  const { start, busy } = useLink({ purpose: 'accounts', itemId });
  return (
    <Button size="sm" variant={variant} loading={busy} onClick={start}>
      <ListChecks aria-hidden="true" />
      Choose accounts
    </Button>
  );
}

/** Enters the code of a deposit that Plaid sent to an account. */
export function ConfirmDepositButton({ itemId }: { itemId: string }) {
  const { start, busy } = useLink({ purpose: 'verify', itemId });
  return (
    <Button size="sm" loading={busy} onClick={start}>
      <Coins aria-hidden="true" />
      Confirm deposit
    </Button>
  );
}

/** Links an account by its numbers, which a small deposit proves. */
export function LinkNumbersButton({ variant }: Pick<ForItem, 'variant'>) {
  const { start, busy } = useLink({ purpose: 'numbers' });
  const mayChange = useMayChange();
  const isSample = useIsSample();
  if (!mayChange || isSample) return null;
  return (
    <Button size="sm" variant={variant} loading={busy} onClick={start}>
      <Hash aria-hidden="true" />
      Link by account number
    </Button>
  );
}

/** Permits what the bank was not told that it may share. */
export function GiveConsentButton({
  itemId,
  products,
}: {
  itemId: string;
  /** Everything we can use unless named. */
  products?: ConsentName[];
}) {
  const { start, busy } = useLink({ purpose: 'consent', itemId, products });
  return (
    <Button size="sm" variant="primary" loading={busy} onClick={start}>
      <ShieldCheck aria-hidden="true" />
      Give permission
    </Button>
  );
}
