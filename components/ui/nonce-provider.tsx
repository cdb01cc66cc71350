'use client';

import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, use, useState } from 'react';
import { z } from 'zod';

// The page's policy refuses code made from text; zod would try once on every page, to find that out.
if (typeof window !== 'undefined') z.config({ jitless: true });

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
