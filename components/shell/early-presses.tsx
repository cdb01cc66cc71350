'use client';

import { type ReactNode, type SyntheticEvent, useEffect } from 'react';
import { useNonce } from '#components/ui/nonce-provider';
import { keepEarly } from './keep-early.ts';

type Kept = { event: Event; target: Element; at: number };
type Early = { kept: Kept[]; stop: () => void };

declare global {
  interface Window {
    /** Where there is a nonce to run keep-early.ts with. */
    plumblineEarly?: Early;
  }
}

const retryMs = 50;
/** What nobody answered for so long is not wanted any more. */
const patienceMs = 5_000;
/** The parts of a page are hydrated one after the other; by then the last one is. */
const endMs = 15_000;

/**
 * The page's body. What is pressed in it after it is seen and before it answers, a tenth of a second
 * on a desk and two on an old phone, is done as soon as it does: once, and only while it is there.
 *
 * React says by itself whether it takes an event: one that it is not ready for it stops before
 * anybody hears of it, and hydrates what was pressed first.
 */
export function EarlyPresses({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  useEffect(() => {
    const early = window.plumblineEarly;
    if (!early) return;
    const timer = setInterval(() => replay(early), retryMs);
    const end = setTimeout(() => {
      clearInterval(timer);
      early.stop();
    }, endMs);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, []);
  return (
    <body onPointerDownCapture={hear} onClickCapture={hear}>
      {/* Browsers hide a nonce from whoever reads the page, so that it is another than the server's. */}
      <script nonce={nonce} suppressHydrationWarning>
        {keepEarly}
      </script>
      {children}
    </body>
  );
}

function hear({ nativeEvent }: SyntheticEvent): void {
  const kept = window.plumblineEarly?.kept ?? [];
  const index = kept.findIndex(({ event }) => event === nativeEvent);
  if (index >= 0) kept.splice(index, 1);
}

function replay({ kept }: Early): void {
  const oldest = performance.now() - patienceMs;
  const wanted = kept.filter(({ at, target }) => at > oldest && target.isConnected);
  kept.splice(0, kept.length, ...wanted);
  for (const each of wanted) {
    if (each.event instanceof SubmitEvent) sendAgain(kept, each, each.event.submitter);
    else pressAgain(each);
    // Not heard yet: what came after it waits with it.
    if (kept.some(({ event }) => event.type === each.event.type)) return;
  }
}

function pressAgain(each: Kept): void {
  const Again = each.event.constructor as typeof Event;
  each.event = new Again(each.event.type, each.event);
  each.target.dispatchEvent(each.event);
}

/** Kept anew, with its time, when the form does not answer yet. */
function sendAgain(kept: Kept[], each: Kept, submitter: HTMLElement | null): void {
  kept.splice(kept.indexOf(each), 1);
  if (each.target instanceof HTMLFormElement) each.target.requestSubmit(submitter);
  const again = kept.find(({ event }) => event.type === 'submit');
  if (again) again.at = each.at;
}
