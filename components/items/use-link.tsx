'use client';

import { type ReactNode, useCallback, useState } from 'react';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { LinkTokenInput } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';
import { LinkOpener, type LinkResult } from './link-opener.tsx';
import { useLinkScript } from './link-script.tsx';

type Phase = { name: 'idle' } | { name: 'busy' } | { name: 'open'; token: string };

/**
 * One passage through Plaid Link: token, Link itself, and what follows from its answer.
 *
 * @returns `start`, whether something is under way, and `link`, to be rendered once
 */
export function useLink(input: LinkTokenInput): {
  start: () => void;
  busy: boolean;
  link: ReactNode;
} {
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const actions = useItemActions();
  const prepareScript = useLinkScript();

  const fail = (title: string, error: unknown) => {
    setPhase({ name: 'idle' });
    toast({ tone: 'danger', title, description: describeError(error) });
  };

  const start = async () => {
    setPhase({ name: 'busy' });
    try {
      const [{ linkToken }] = await Promise.all([actions.createLinkToken(input), prepareScript()]);
      setPhase({ name: 'open', token: linkToken });
    } catch (error) {
      fail('Link did not open', error);
    }
  };

  const finish = async ({ publicToken, metadata }: LinkResult) => {
    setPhase({ name: 'busy' });
    const bank = metadata.institution?.name ?? 'Your bank';
    try {
      if (input.purpose === 'link') {
        await actions.connect({ publicToken, metadata });
        toast({ tone: 'positive', title: `${bank} is linked`, description: 'Fetching your data.' });
      } else {
        await actions.markRepaired(input.itemId);
        toast({ tone: 'positive', title: 'Signed in again', description: 'Fetching what is new.' });
      }
      setPhase({ name: 'idle' });
    } catch (error) {
      fail(input.purpose === 'link' ? 'The bank was not linked' : 'Not reconnected', error);
    }
  };

  const exit = useCallback((problem: string | null) => {
    setPhase({ name: 'idle' });
    if (problem) toast({ tone: 'danger', title: 'Link was closed', description: problem });
  }, []);

  const link =
    phase.name === 'open' ? (
      <LinkOpener token={phase.token} onSuccess={(result) => void finish(result)} onExit={exit} />
    ) : null;
  return { start: () => void start(), busy: phase.name !== 'idle', link };
}
