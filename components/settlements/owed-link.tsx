'use client';

import { HandCoins } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import type { OpenClaimListDto } from '#lib/settlements/contract';
import { sumOpen } from '#lib/settlements/group-claims';
import { useOpenClaims } from '#lib/settlements/hooks';

/** To what others owe, with its sum; nothing when nobody owes anything. */
export function OwedLink({ fallback }: { fallback: OpenClaimListDto }) {
  const [first, ...others] = sumOpen((useOpenClaims(fallback) ?? fallback).items);
  if (!first) return null;
  return (
    <Button asChild>
      <Link href="/transactions/owed">
        <HandCoins aria-hidden="true" />
        Owed to you <Amount minor={first.minor} currency={first.currency} />
        {others.length > 0 ? ' and more' : null}
      </Link>
    </Button>
  );
}
