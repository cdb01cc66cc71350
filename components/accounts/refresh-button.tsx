'use client';

import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { ApiError, describeError } from '#lib/client/api';

/** Asks the bank for the balance now; says until when it may not be asked anew. */
export function RefreshButton({ account }: { account: AccountDto }) {
  const [busy, setBusy] = useState(false);
  const { seconds, wait } = useCountdown();
  const mayChange = useMayChange();
  if (!mayChange || account.itemId === null || !account.connected) return null;
  const refresh = async () => {
    setBusy(true);
    try {
      const { againInSeconds } = await accountActions.refresh(account.id);
      wait(againInSeconds);
      toast({ title: 'The bank’s balance of now is here', tone: 'positive' });
    } catch (error) {
      if (error instanceof ApiError) wait(Number(error.data.againInSeconds ?? 0));
      toast({ tone: 'danger', title: 'Not refreshed', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} disabled={seconds > 0} onClick={() => void refresh()}>
      <RefreshCw aria-hidden="true" />
      {seconds > 0
        ? `Refresh again in ${seconds} s`
        : busy
          ? 'Asking the bank…'
          : 'Refresh balance'}
    </Button>
  );
}

function useCountdown() {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until <= now) return;
    const timer = setTimeout(() => setNow(Date.now()), 1_000);
    return () => clearTimeout(timer);
  }, [until, now]);
  return {
    seconds: Math.max(0, Math.ceil((until - now) / 1_000)),
    wait: (seconds: number) => {
      setNow(Date.now());
      setUntil(Date.now() + seconds * 1_000);
    },
  };
}
