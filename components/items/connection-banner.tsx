'use client';

import { usePathname } from 'next/navigation';
import { useMayChange } from '#components/members/membership';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { ItemDto } from '#lib/items/contract';
import { useItems } from '#lib/items/hooks';
import { NextAction } from './next-action.tsx';
import { isInTrouble } from './troubles.ts';

/** Connection trouble, above every page but the one that lists it anyway; nothing when all is well. */
export function ConnectionBanner({ fallback }: { fallback: ItemDto[] }) {
  const { items } = useItems(fallback);
  const inTrouble = items.filter(isInTrouble);
  const [first, ...others] = inTrouble;
  const isListed = usePathname() === '/connections';
  const mayChange = useMayChange();
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
  const { institution, state } = first;
  const isMine = mayChange && (first.decides || state.action === 'sync');
  const isOnlyTime = state.action === 'wait' || state.action === 'none';
  return (
    <Callout
      tone="attention"
      role="status"
      title={`${institution.name}: ${state.label}`}
      action={
        isOnlyTime || !isMine ? (
          <TextLink asChild>
            <Link href="/connections">See connection</Link>
          </TextLink>
        ) : (
          <NextAction item={first} />
        )
      }
    >
      {state.reason} {institution.health?.text}
    </Callout>
  );
}
