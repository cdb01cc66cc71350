'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A component whose code is fetched when it is first shown. Meanwhile the page around it stays as it
 * is. Neither `next/dynamic` nor React's `lazy` do: the one has no boundary of its own, so that the
 * skeleton of the page would stand over all of it and take the focus from whatever had it; the other
 * keeps what has come back for 0.3 s, because it takes nothing for a skeleton that one just looks at.
 *
 * @param fallback  what stands in its place meanwhile; nothing when left out
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): ComponentType<Props> {
  return (props) => {
    const Loaded = useLoaded(load, { isOpen: true });
    return Loaded ? <Loaded {...props} /> : fallback;
  };
}

/** The same for what stands closed in its page: fetched as it first opens, and there from then on, to close in its own time. */
export function overlayOnDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isOpen: (props: Props) => boolean,
): ComponentType<Props> {
  return (props) => {
    const Overlay = useLoaded(load, { isOpen: isOpen(props) });
    return Overlay ? <Overlay {...props} /> : null;
  };
}

/** So long a page stands before it fetches what may be pressed next. */
const aheadMs = 1_500;

/**
 * Code that is fetched before it is asked for: once the page has stood for a moment, or as soon as
 * somebody comes near what opens with it. So it is mostly there by the press.
 */
export function codeAhead<Code>(
  load: () => Promise<Code>,
): (at: { isNear: boolean; isOpen: boolean }) => Code | null {
  return (at) => {
    useEffect(() => {
      const timer = setTimeout(() => load().catch(ignore), aheadMs);
      return () => clearTimeout(timer);
    }, []);
    return useLoaded(load, at);
  };
}

/** What cannot be fetched is an error of the page once it is to be seen, and none before. */
function useLoaded<Code>(
  load: () => Promise<Code>,
  { isNear = false, isOpen }: { isNear?: boolean; isOpen: boolean },
): Code | null {
  const [code, setCode] = useState<{ loaded: Code } | null>(null);
  const isAwaited = code === null && (isNear || isOpen);
  useEffect(() => {
    if (!isAwaited) return;
    const fail = (error: unknown) =>
      setCode(() => {
        throw error;
      });
    load().then((loaded) => setCode({ loaded }), isOpen ? fail : ignore);
  }, [load, isAwaited, isOpen]);
  return code?.loaded ?? null;
}

function ignore() {}
