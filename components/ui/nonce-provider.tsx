'use client';

import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, use, useState } from 'react';

// The page's policy refuses code made from text; zod, once it is loaded, would try, to find that out. This is where
// z.config keeps its settings, and where it finds them: importing it for this would put it on every page.
if (typeof window !== 'undefined') Object.assign(window, { __zod_globalConfig: { jitless: true } });

const NonceContext = createContext<string | undefined>(undefined);

/**
 * Hands the page's CSP nonce to the two places that add a style element at run time: Radix's scroll
 * lock (through get-nonce, a module-wide value) and the viewports of Select and ScrollArea (through
 * useNonce). The first nonce is kept for good: the document's policy is fixed when it loads, while a
 * later refresh of the layout arrives with a new nonce that this document would refuse.
 */
export function NonceProvider({
  nonce,
  children,
}: {
  nonce: string | undefined;
  children: ReactNode;
}) {
  const [documentNonce] = useState(nonce);
  // On the server the module is shared by all requests, so only the browser may set it.
  if (documentNonce && typeof window !== 'undefined') setNonce(documentNonce);
  return <NonceContext value={documentNonce}>{children}</NonceContext>;
}

export function useNonce(): string | undefined {
  return use(NonceContext);
}
