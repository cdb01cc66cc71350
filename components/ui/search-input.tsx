'use client';

import { Search, X } from 'lucide-react';
import { type ComponentProps, useEffect, useRef } from 'react';
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
  /** A key that brings the focus here from anywhere but another field. */
  shortcut?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTypedInto(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', reach);
    return () => window.removeEventListener('keydown', reach);
  }, [shortcut]);
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

function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role=listbox] *');
}
