import { cn } from '#lib/cn';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Holds the place of something on its way; give it that thing's size, so that nothing moves. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn('block h-3.5 animate-breathe rounded-sm bg-line', className)}
    />
  );
}

// Text of different lengths, the same on the server and in the browser.
const widths = ['w-40', 'w-28', 'w-52', 'w-36', 'w-44', 'w-32'];

/** Rows of a list on its way: as tall as table rows, and said once to a screen reader. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
          key={index}
          className="flex h-10 items-center gap-4 border-line border-b"
        >
          <Skeleton className="w-12" />
          <Skeleton className={cn('max-w-1/2', widths[index % widths.length])} />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
