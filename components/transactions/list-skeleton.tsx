import { Skeleton } from '#components/ui/skeleton';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';

// Names of different lengths, the same on the server and in the browser; under each day some.
const days = [
  ['w-40', 'w-28'],
  ['w-52', 'w-36', 'w-44'],
  ['w-32'],
  ['w-48', 'w-28', 'w-40', 'w-36'],
] as const;

/** A list of transactions on its way: its days and rows as high and as wide as they will be. */
export function ListSkeleton() {
  return (
    <div role="status" className="@container">
      <VisuallyHidden>Loading transactions</VisuallyHidden>
      <div className="hidden h-9 border-line-strong border-b @xl:block" />
      {days.map((names) => (
        <div key={names.join()}>
          <div className="flex h-10 items-end justify-between border-line-strong border-b pb-2.5">
            <Skeleton className="w-20" />
            <Skeleton className="w-16" />
          </div>
          {names.map((width) => (
            <div
              key={width}
              className="flex h-14 items-center border-line border-b last:border-b-0 @xl:h-10"
            >
              <div className="flex flex-1 flex-col gap-2 @xl:pl-9">
                <Skeleton className={width} />
                <Skeleton className="w-24 @xl:hidden" />
              </div>
              {/* As wide as the columns, the table's own padding aside. */}
              <div className="hidden w-44 pl-3 @xl:block">
                <Skeleton className="w-24" />
              </div>
              <div className="hidden w-52 pl-3 @4xl:block">
                <Skeleton className="w-36" />
              </div>
              <div className="flex w-29 justify-end">
                <Skeleton className={cn('w-14', width === 'w-28' && 'w-16')} />
              </div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
