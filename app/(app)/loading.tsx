'use client';

import { usePathname } from 'next/navigation';
import { TransactionsSkeleton } from '#components/transactions/page-skeleton';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton';

/** Here for all pages: one of its own, further in, would come only after this one. */
export default function Loading() {
  if (usePathname() === '/transactions') return <TransactionsSkeleton />;
  return (
    <>
      <Skeleton className="mb-9 h-6 w-40" />
      <SkeletonRows rows={10} label="Loading the page" />
    </>
  );
}
