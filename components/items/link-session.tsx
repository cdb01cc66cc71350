'use client';

import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { focusPage } from '#components/ui/focus-page';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { LinkTokenInput } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';
import { LinkOpener, type LinkResult } from './link-opener.tsx';
import { useLinkScript } from './link-script.tsx';
import { useWatchSync } from './sync-watch.tsx';

type Session = { input: LinkTokenInput; token: string | null };

const Context = createContext<{
  start: (input: LinkTokenInput) => void;
  current: LinkTokenInput | null;
}>({ start: () => {}, current: null });

/**
 * Holds the passage through Plaid Link above all pages: the button that began it may be gone before
 * it ends, because the state it stood for has changed. One at a time.
 */
export function LinkSessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  const actions = useItemActions();
  const watchSync = useWatchSync();
  const prepareScript = useLinkScript();

  const fail = (title: string, error: unknown) => {
    setSession(null);
    toast({ tone: 'danger', title, description: describeError(error) });
  };

  const start = async (input: LinkTokenInput) => {
    if (session) return;
    setSession({ input, token: null });
    try {
      const [{ linkToken }] = await Promise.all([actions.createLinkToken(input), prepareScript()]);
      setSession({ input, token: linkToken });
    } catch (error) {
      fail('Link did not open', error);
    }
  };

  const finish = async (input: LinkTokenInput, { publicToken, metadata }: LinkResult) => {
    setSession({ input, token: null });
    try {
      if (input.purpose === 'link') {
        const item = await actions.connect({ publicToken, metadata });
        watchSync(item, 'link');
      } else {
        watchSync(await actions.markRepaired(input.itemId), 'sync');
      }
      setSession(null);
      focusPage();
    } catch (error) {
      fail(input.purpose === 'link' ? 'The bank was not linked' : 'Not reconnected', error);
    }
  };

  const exit = useCallback((problem: string | null) => {
    setSession(null);
    if (problem) toast({ tone: 'danger', title: 'Link was closed', description: problem });
  }, []);

  return (
    <Context
      value={{ start: (input) => void start(input), current: session ? session.input : null }}
    >
      {children}
      {session?.token ? (
        <LinkOpener
          token={session.token}
          onSuccess={(result) => void finish(session.input, result)}
          onExit={exit}
        />
      ) : null}
    </Context>
  );
}

/** @returns `start`, and whether this very passage is under way */
export function useLink(input: LinkTokenInput): { start: () => void; busy: boolean } {
  const { start, current } = use(Context);
  const isMine =
    current?.purpose === input.purpose &&
    ('itemId' in current ? current.itemId : null) === ('itemId' in input ? input.itemId : null);
  return { start: () => start(input), busy: isMine };
}
