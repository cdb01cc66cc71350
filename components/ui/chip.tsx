import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { VisuallyHidden } from './visually-hidden.tsx';

/** A word that was chosen and can be taken away again: a tag, a part of a filter. */
export function Chip({
  icon,
  onRemove,
  removeLabel = 'Remove',
  className,
  children,
}: {
  icon?: ReactNode;
  /** Without it the chip only says. */
  onRemove?: () => void;
  /** Read out before the chip's words. */
  removeLabel?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        'inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm bg-pressed px-2 text-sm pointer-coarse:h-8 [&_svg]:size-3.5 [&_svg]:shrink-0',
        onRemove && 'pr-0.5',
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          onClick={onRemove}
          data-chip-remove=""
          className="touch-target relative grid size-5 shrink-0 place-items-center rounded-sm text-ink-faint transition-colors duration-fast after:absolute after:-inset-0.5 after:content-[''] hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" />
          <VisuallyHidden>
            {removeLabel} {children}
          </VisuallyHidden>
        </button>
      ) : null}
    </span>
  );
}
