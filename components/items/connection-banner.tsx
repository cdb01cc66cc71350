'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Callout } from '#components/ui/callout';
import { TextLink } from '#components/ui/text-link';
import type { ItemDto, ItemStateName } from '#lib/items/contract';
import { useItems } from '#lib/items/hooks';
import { ReconnectButton } from './link-buttons.tsx';

/** The states that a person should hear about on whatever page they are, and how they read. */
const troubles: Partial<Record<ItemStateName, string>> = {
  needs_sign_in: 'needs you to sign in again',
  needs_bank: 'needs you at the bank',
  revoked: 'is no longer connected',
  needs_operator: 'cannot be reached',
  delayed: 'is not answering',
};

/** Connection trouble, above every page but the one that lists it anyway; nothing when all is well. */
export function ConnectionBanner({ fallback }: { fallback: ItemDto[] }) {
  const { items } = useItems(fallback);
  const inTrouble = items.filter((item) => item.state.name in troubles);
  const [first, ...others] = inTrouble;
  const isListed = usePathname() === '/connections';
  if (!first || isListed) return null;
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
      title={`${first.institution.name} ${troubles[first.state.name]}`}
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
