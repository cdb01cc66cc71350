'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover';
import { quietStyles } from '#components/ui/select';
import { cn } from '#lib/cn';

/** A part of the filter that needs more than a list: its words open it. */
export function FilterPopover({
  label,
  words,
  className = 'w-72 gap-4 p-4',
  open,
  onOpenChange,
  children,
}: {
  label: string;
  /** What it is set to. */
  words: string;
  className?: string;
  /** Left out, it keeps by itself whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger
        aria-label={`${label}: ${words}`}
        className={cn(quietStyles, 'flex h-9 items-center gap-2 pointer-coarse:h-11')}
      >
        <span className="max-w-48 truncate">{words}</span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </PopoverTrigger>
      <PopoverContent aria-label={label} className={className}>
        {children}
      </PopoverContent>
    </Popover>
  );
}
