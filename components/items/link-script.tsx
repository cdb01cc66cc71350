'use client';

import { createContext, type ReactNode, use } from 'react';

const plaidScript = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';
const OriginContext = createContext('');

/** Says where Link's script comes from; the loader below is the only one to ask. */
export function LinkScriptProvider({ origin, children }: { origin: string; children: ReactNode }) {
  return <OriginContext value={origin}>{children}</OriginContext>;
}

let loading: Promise<void> | null = null;

/**
 * Returns a function that makes Link's script ready before react-plaid-link looks for it.
 *
 * react-plaid-link knows one address, Plaid's CDN, and loads it itself: then there is nothing to do.
 * When the script comes from elsewhere it is loaded here, and an inert element with Plaid's address
 * tells react-plaid-link that its script is there already.
 */
export function useLinkScript(): () => Promise<void> {
  const origin = use(OriginContext);
  return () => {
    if (plaidScript.startsWith(`${origin}/`) || window.Plaid) return Promise.resolve();
    loading ??= load(`${origin}${new URL(plaidScript).pathname}`).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

async function load(src: string): Promise<void> {
  const script = document.createElement('script');
  script.src = src;
  await new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error('Link’s script could not be loaded.'));
    };
    document.head.append(script);
  });
  const placeholder = document.createElement('script');
  placeholder.type = 'text/plain';
  placeholder.src = plaidScript;
  document.body.append(placeholder);
}
