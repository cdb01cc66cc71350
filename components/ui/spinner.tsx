import { cn } from '#lib/cn';
import { bobPath } from './plumb-mark.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/**
 * A bob that has not come to rest. For a control that is working (a button); where content is on its
 * way use Skeleton, and where the distance is known use Progress.
 */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span className={cn('inline-flex size-4 shrink-0 justify-center', className)}>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        fill="none"
        className="size-full overflow-visible"
      >
        <g className="origin-top animate-swing motion-reduce:animate-breathe">
          <path d="M8 0v7" stroke="currentColor" strokeWidth="1.25" />
          <path d={bobPath} fill="currentColor" transform="translate(5 6.5) scale(.6)" />
        </g>
      </svg>
      {label ? <VisuallyHidden role="status">{label}</VisuallyHidden> : null}
    </span>
  );
}
