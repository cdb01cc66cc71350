import { Skeleton, SkeletonRows } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <Skeleton className="mb-9 h-6 w-40" />
      <SkeletonRows rows={10} label="Loading the page" />
    </>
  );
}
