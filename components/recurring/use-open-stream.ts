import { useSearchParams } from 'next/navigation';
import { useState } from 'react';

const isId = /^[\da-f-]{36}$/;

/**
 * Which one is open beside the list: at first the one that a link names. Not in the URL from then on: the page is
 * drawn anew whenever something recurs, and that would bring back the URL it began with.
 */
export function useOpenStream() {
  const named = useSearchParams().get('open') ?? '';
  const asked = isId.test(named) ? named : null;
  const [openId, open] = useState(asked);
  return {
    openId,
    open,
    close: () => {
      open(null);
      if (asked) window.history.replaceState(null, '', window.location.pathname);
    },
  };
}
