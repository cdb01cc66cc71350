'use client';

import { GiveConsentButton } from '#components/items/link-buttons';
import { useMayChange } from '#components/members/membership';
import { Callout } from '#components/ui/callout';
import type { ProductDto } from '#lib/products/contract';

/** What of a product is not here, of each bank, and the permission that would bring it; nothing where all is well. */
export function ProductStates({ products }: { products: readonly ProductDto[] }) {
  const mayChange = useMayChange();
  const asking = products.filter(({ state }) => state === 'needs_consent' || state === 'failed');
  const quiet = products.filter(({ state }) => state === 'waiting' || state === 'unsupported');
  if (asking.length + quiet.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {asking.map(({ itemId, text, consent }) => (
        <li key={`${itemId} ${text}`}>
          <Callout
            tone={consent ? 'info' : 'attention'}
            action={
              consent && mayChange ? (
                <GiveConsentButton itemId={itemId} products={[consent]} />
              ) : null
            }
          >
            {text}
          </Callout>
        </li>
      ))}
      {quiet.map(({ itemId, text }) => (
        <li key={`${itemId} ${text}`} className="max-w-prose text-ink-soft text-sm">
          {text}
        </li>
      ))}
    </ul>
  );
}
