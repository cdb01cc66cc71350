import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { validate as isUuid } from 'uuid';
import type { TransactionFilter } from '#lib/transactions/contract';
import { readFilter, writeFilter } from '#lib/transactions/filter-url';

const openName = 'open';

/**
 * The list's state is its URL: it survives a reload, can be sent to somebody, and Back undoes the
 * last change of it.
 */
export function useFilterUrl() {
  const params = useSearchParams();
  return {
    filter: readFilter(Object.fromEntries(params)),
    /** @param how  `replace` goes on with the change before, as typing does */
    setFilter: (filter: TransactionFilter, how: 'push' | 'replace' = 'push') => {
      const query = writeFilter(filter);
      const open = currentParams().get(openName);
      if (open) query.set(openName, open);
      if (String(query) !== String(currentParams())) write(query, how);
    },
  };
}

/** Which transaction is open beside the list, also in the URL. Back closes it. */
export function useOpenTransaction() {
  const given = useSearchParams().get(openName);
  const openId = isUuid(given) ? given : null;
  const leaving = useRef(false);
  useEffect(() => {
    leaving.current = openId === null;
  }, [openId]);
  return {
    openId,
    open: (id: string) => {
      const query = currentParams();
      const isWalking = query.has(openName);
      query.set(openName, id);
      write(query, isWalking ? 'replace' : 'push', isWalking ? openedHere() : true);
    },
    close: () => {
      // Going back takes a moment, and twice would leave the page.
      if (leaving.current) return;
      leaving.current = true;
      if (openedHere()) return goBackInPlace();
      const query = currentParams();
      query.delete(openName);
      write(query, 'replace');
    },
  };
}

function currentParams(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

/** The entry before this one in the history is the same list with nothing open. */
function openedHere(): boolean {
  return window.history.state?.openedHere === true;
}

function write(query: URLSearchParams, how: 'push' | 'replace', opened = false): void {
  const text = String(query);
  const url = text ? `?${text}` : window.location.pathname;
  window.history[`${how}State`](opened ? { openedHere: true } : null, '', url);
}

/** The browser would scroll to where the list was when the entry was left; one may have read on. */
function goBackInPlace(): void {
  const { scrollY } = window;
  const stay = () => requestAnimationFrame(() => window.scrollTo({ top: scrollY }));
  window.addEventListener('popstate', stay, { once: true });
  window.history.back();
}
