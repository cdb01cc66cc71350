import { Skeleton } from '#components/ui/skeleton';

/** While Plaid is asked for what is in the report. */
export function ReportSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <p className="sr-only" role="status">
        Reading the report from Plaid
      </p>
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-40" />
      <Skeleton className="h-40" />
    </div>
  );
}
