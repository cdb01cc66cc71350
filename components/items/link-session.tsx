'use client';

import { createContext, type ReactNode, use, useRef, useState } from 'react';
import { focusPage } from '#components/ui/focus-page';
import { onDemand } from '#components/ui/on-demand';
import { toast } from '#components/ui/toast';
import { ApiError, describeError } from '#lib/client/api';
import { askIncome } from '#lib/income/hooks';
import type { DuplicateDto, LinkTokenInput } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';
import type { LinkExit } from './exit-words.ts';
import type { LinkResult } from './link-opener.tsx';
import { useLinkScript } from './link-script.tsx';
import { useWatchSync } from './sync-watch.tsx';

const loadOpener = () => import('./link-opener.tsx').then((file) => file.LinkOpener);
const loadTellExit = () => import('./tell-exit.ts').then((file) => file.tellExit);
// Link is opened on few visits, and stands above every page.
const LinkOpener = onDemand(loadOpener);
const DuplicateDialog = onDemand(() =>
  import('./duplicate-dialog.tsx').then((file) => file.DuplicateDialog),
);

/** How the passage ended, and what it was for. */
type OnEnd = (how: 'done' | 'left', purpose?: LinkTokenInput['purpose']) => void;

/** A passage through Link. `token`: null before it is there and after Link has closed. */
type Session = {
  input: LinkTokenInput;
  id: string | null;
  token: string | null;
  /** Set when a bank's own page has sent the person back. */
  receivedRedirectUri?: string;
  onEnd?: OnEnd;
};

type Resumption = {
  receivedRedirectUri: string;
  onEnd: OnEnd;
};

const Context = createContext<{
  start: (input: LinkTokenInput) => void;
  resume: (resumption: Resumption) => Promise<void>;
  current: LinkTokenInput | null;
}>({ start: () => {}, resume: async () => {}, current: null });

/** Which token this tab went to a bank's own page with; the token itself stays on the server. */
const tabKey = 'plumbline.link';

const wrongToken = new Set(['INVALID_LINK_TOKEN', 'INCORRECT_LINK_TOKEN']);

const failures: Record<LinkTokenInput['purpose'], string> = {
  link: 'The bank was not linked',
  numbers: 'The account was not linked',
  update: 'Not reconnected',
  accounts: 'The accounts were not changed',
  consent: 'Nothing more was allowed',
  verify: 'The deposit was not confirmed',
  income: 'Your income was not asked for',
};

/**
 * Holds the passage through Plaid Link above all pages: the button that began it may be gone before
 * it ends, because the state it stood for has changed. One at a time.
 */
export function LinkSessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  const [duplicate, setDuplicate] = useState<(DuplicateDto & { result: LinkResult }) | null>(null);
  /** What an event handler of an earlier render must see, too. */
  const isBusy = useRef(false);
  const actions = useItemActions();
  const watchSync = useWatchSync();
  const prepareScript = useLinkScript();

  /** All that opening and leaving Link takes, so that what cannot be fetched is told before. */
  const prepare = () => Promise.all([prepareScript(), loadOpener(), loadTellExit()]);

  const end = (ended: Session | null, how: 'done' | 'left') => {
    isBusy.current = false;
    if (how === 'done') window.sessionStorage.removeItem(tabKey);
    setSession(null);
    ended?.onEnd?.(how, ended.input.purpose);
  };
  const fail = (ended: Session | null, title: string, error: unknown) => {
    end(ended, 'left');
    toast({ tone: 'danger', title, description: describeError(error) });
  };

  const start = async (input: LinkTokenInput) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSession({ input, id: null, token: null });
    try {
      const [created] = await Promise.all([actions.createLinkToken(input), prepare()]);
      setSession({ input, id: created.id, token: created.linkToken });
    } catch (error) {
      fail(null, 'Link did not open', error);
    }
  };

  const resume = async ({ receivedRedirectUri, onEnd }: Resumption) => {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      const asked = actions.findOpenLink(window.sessionStorage.getItem(tabKey));
      const [{ input, id, linkToken }] = await Promise.all([asked, prepare()]);
      setSession({ input, id, token: linkToken, receivedRedirectUri, onEnd });
    } catch (error) {
      isBusy.current = false;
      throw error;
    }
  };

  const finish = async (ended: Session, result: LinkResult, allowDuplicate = false) => {
    const { input, id } = ended;
    setSession({ input, id, token: null });
    try {
      if (input.purpose === 'link' || input.purpose === 'numbers') {
        watchSync(await actions.connect({ ...result, allowDuplicate }), 'link');
      } else if (input.purpose === 'income') {
        await askIncome({ source: input.source, after: 'link' });
      } else {
        watchSync(await actions.markRepaired(input.itemId), 'sync');
      }
      end(ended, 'done');
      focusPage();
    } catch (error) {
      const found = readDuplicate(error);
      if (found) {
        end(ended, 'done');
        setDuplicate({ ...found, result });
      } else {
        fail(ended, failures[input.purpose], error);
      }
    }
  };

  const leave = (ended: Session, exit: LinkExit) => {
    const { input, receivedRedirectUri, onEnd } = ended;
    const isWrongToken = wrongToken.has(exit.error?.code ?? '');
    // Back in a tab that went to a bank before, for something else: the latest token is meant.
    if (isWrongToken && receivedRedirectUri && onEnd && window.sessionStorage.getItem(tabKey)) {
      window.sessionStorage.removeItem(tabKey);
      isBusy.current = false;
      setSession(null);
      resume({ receivedRedirectUri, onEnd }).catch(() => onEnd('left'));
      return;
    }
    end(ended, 'left');
    const again = () => void start(input);
    // Plaid's advice for a token that has run out: begin again with a new one, unasked.
    if (isWrongToken && !receivedRedirectUri) return again();
    void loadTellExit().then((tellExit) => tellExit(exit, input, again));
  };

  return (
    <Context
      value={{ start: (input) => void start(input), resume, current: session?.input ?? null }}
    >
      {children}
      {session?.token ? (
        <LinkOpener
          token={session.token}
          receivedRedirectUri={session.receivedRedirectUri}
          input={session.input}
          onGoToBank={() => window.sessionStorage.setItem(tabKey, session.id ?? '')}
          onSuccess={(result) => void finish(session, result)}
          onExit={(exit) => leave(session, exit)}
        />
      ) : null}
      {duplicate ? (
        <DuplicateDialog
          duplicate={duplicate}
          onClose={() => setDuplicate(null)}
          onUpdate={(input) => {
            setDuplicate(null);
            void start(input);
          }}
          onLinkAnyway={() => {
            setDuplicate(null);
            isBusy.current = true;
            const ended = { input: { purpose: 'link' }, id: null, token: null } as const;
            void finish(ended, duplicate.result, true);
          }}
        />
      ) : null}
    </Context>
  );
}

function readDuplicate(error: unknown): DuplicateDto | null {
  if (!(error instanceof ApiError) || error.code !== 'duplicate_item') return null;
  return 'item' in error.data ? (error.data as DuplicateDto) : null;
}

/** @returns `start`, and whether this very passage is under way */
export function useLink(input: LinkTokenInput): { start: () => void; busy: boolean } {
  const { start, current } = use(Context);
  return { start: () => start(input), busy: JSON.stringify(current) === JSON.stringify(input) };
}

/** Goes on where a bank's own page has interrupted Link. Rejects when nobody knows where that was. */
export function useResumeLink(): (resumption: Resumption) => Promise<void> {
  return use(Context).resume;
}
