import { Skeleton } from '#components/ui/skeleton';
import { VisuallyHidden } from '#components/ui/visually-hidden';

/** As tall as one line of what waits, so that the cards below stay where they are. */
export function AttentionSkeleton() {
  return (
    <div role="status" className="mb-10 flex h-9 items-center">
      <VisuallyHidden>Loading what needs you</VisuallyHidden>
      <Skeleton className="w-44" />
    </div>
  );
}
