'use client';

import { ChevronDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#lib/cn';
import { type ComboboxOption, hasOption } from './combobox-options.ts';
import type { ComboboxPanelProps } from './combobox-panel.tsx';
import { controlStyles } from './input.tsx';
import { codeAhead } from './on-demand.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export type ComboboxProps = Pick<ComboboxPanelProps, 'options' | 'searchLabel' | 'emptyText'> & {
  placeholder?: string;
  /** Makes a new option of what was typed, where none is called that. */
  onCreate?: (name: string) => void;
  disabled?: boolean;
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  /** Where a dialog begins, see DialogContent. */
  'data-first'?: '';
};

/** The list, for whatever has another button than a Combobox. */
export const useComboboxPanel = codeAhead(() =>
  import('./combobox-panel.tsx').then((file) => file.ComboboxPanel),
);

/**
 * One of many, found by typing a part of its name or of its group's. For several see MultiCombobox; to
 * choose from elsewhere than a field, put a ComboboxPanel into a PopoverContent.
 */
export function Combobox({
  options,
  value,
  onValueChange,
  onCreate,
  searchLabel,
  emptyText,
  placeholder,
  className,
  ...trigger
}: ComboboxProps & { value: string; onValueChange: (value: string) => void }) {
  const [open, setOpen] = useState(false);
  const Panel = useComboboxPanel({ isNear: false, isOpen: open });
  const current = options.find((option) => option.value === value);
  return (
    // In one piece: the focus goes to its field.
    <Popover open={open && Panel !== null} onOpenChange={setOpen}>
      <PopoverTrigger
        {...trigger}
        role="combobox"
        className={cn(
          controlStyles,
          'flex h-9 items-center justify-between gap-2 text-left pointer-coarse:h-11',
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0">
          {current?.icon}
          <span className={cn('truncate', !current && 'text-ink-faint')}>
            {current?.label ?? placeholder}
          </span>
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </PopoverTrigger>
      <ComboboxContent label={searchLabel}>
        {Panel ? (
          <Panel
            options={options}
            chosen={new Set([value])}
            searchLabel={searchLabel}
            emptyText={emptyText}
            offer={onCreate && offerToCreate(options, after(onCreate, setOpen))}
            onChoose={after((chosen) => {
              if (chosen !== value) onValueChange(chosen);
            }, setOpen)}
          />
        ) : null}
      </ComboboxContent>
    </Popover>
  );
}

/** The list's place under its field, as wide as that. */
export function ComboboxContent({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <PopoverContent
      aria-label={label}
      className="max-h-[min(22rem,var(--radix-popover-content-available-height))] w-(--radix-popover-trigger-width) min-w-60 overflow-hidden"
    >
      {children}
    </PopoverContent>
  );
}

export function offerToCreate(
  options: readonly ComboboxOption[],
  onCreate: (name: string) => void,
): ComboboxPanelProps['offer'] {
  return (name) =>
    hasOption(options, name)
      ? null
      : {
          label: `Create “${name}”`,
          icon: <Plus aria-hidden="true" className="text-ink-faint" />,
          onChoose: () => onCreate(name),
        };
}

/** One choice, and the list closes. */
function after(choose: (text: string) => void, setOpen: (open: boolean) => void) {
  return (text: string) => {
    setOpen(false);
    choose(text);
  };
}
