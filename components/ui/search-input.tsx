'use client';

import { Search, X } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';
import { cn } from '#lib/cn';
import { IconButton } from './button.tsx';
import { Input } from './input.tsx';
import { Kbd } from './kbd.tsx';

/** A controlled search field with a clear button and, while empty, the key that reaches it. */
export function SearchInput({
  label,
  value,
  onValueChange,
  shortcut,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange' | 'ref'> & {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  shortcut?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={cn('relative', className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
      />
      <Input
        {...props}
        ref={input}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className="pr-9 pl-9 [&::-webkit-search-cancel-button]:appearance-none"
      />
      {value ? (
        <IconButton
          label="Clear search"
          size="sm"
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => {
            onValueChange('');
            input.current?.focus();
          }}
        >
          <X />
        </IconButton>
      ) : shortcut ? (
        <Kbd className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 pointer-coarse:hidden">
          {shortcut}
        </Kbd>
      ) : null}
    </div>
  );
}
