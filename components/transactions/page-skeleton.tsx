import { PageHeader } from '#components/ui/page-header';
import { Skeleton } from '#components/ui/skeleton';
import { ListSkeleton } from './list-skeleton.tsx';

/** The page of the list as it will stand: what is known of it is there already. */
export function TransactionsSkeleton() {
  return (
    <>
      <PageHeader title="Transactions" actions={<Skeleton className="h-9 w-24 rounded-md" />} />
      <div className="mb-1.5 flex flex-col gap-1.5">
        <Skeleton className="h-9 rounded-md sm:max-w-md pointer-coarse:h-11" />
        <div className="flex h-9 items-center gap-8 pointer-coarse:h-11">
          <Skeleton className="w-20" />
          <Skeleton className="hidden w-24 sm:block" />
          <Skeleton className="hidden w-16 sm:block" />
          <Skeleton className="hidden w-16 sm:block" />
        </div>
      </div>
      <div className="mb-5 flex min-h-5 items-center gap-5">
        <Skeleton className="w-24" />
        <Skeleton className="w-20" />
        <Skeleton className="w-20" />
      </div>
      <ListSkeleton />
    </>
  );
}
