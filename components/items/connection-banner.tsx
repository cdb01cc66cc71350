'use client';

import Link from 'next/link';
import { Callout } from '#components/ui/callout';
import { TextLink } from '#components/ui/text-link';
import type { ItemDto } from '#lib/items/contract';
import { useItems } from '#lib/items/hooks';
import { ReconnectButton } from './link-buttons.tsx';

/** States that a person should hear about on whatever page they are. */
const troubled = new Set(['needs_sign_in', 'needs_bank', 'revoked', 'needs_operator', 'delayed']);

/** Connection trouble, above every page; nothing when all is well. */
export function ConnectionBanner({ fallback }: { fallback: ItemDto[] }) {
  const { items } = useItems(fallback);
  const inTrouble = items.filter((item) => troubled.has(item.state.name));
  const [first, ...others] = inTrouble;
  if (!first) return null;
  if (others.length > 0) {
    return (
      <Callout
        tone="attention"
        role="status"
        title={`${inTrouble.length} connections need attention`}
        action={
          <TextLink asChild>
            <Link href="/connections">See connections</Link>
          </TextLink>
        }
      >
        {inTrouble.map((item) => item.institution.name).join(', ')}. Nothing is lost.
      </Callout>
    );
  }
  return (
    <Callout
      tone="attention"
      role="status"
      title={`${first.institution.name}: ${first.state.label.toLowerCase()}`}
      action={
        first.state.action === 'sign_in' ? (
          <ReconnectButton itemId={first.id} />
        ) : (
          <TextLink asChild>
            <Link href="/connections">See connection</Link>
          </TextLink>
        )
      }
    >
      {first.state.reason}
    </Callout>
  );
}
