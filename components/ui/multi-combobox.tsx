'use client';

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { cn } from '#lib/cn';
import { Chip } from './chip.tsx';
import { ComboboxContent, type ComboboxProps, offerToCreate } from './combobox.tsx';
import { ComboboxPanel } from './combobox-panel.tsx';
import { controlStyles } from './input.tsx';
import { Popover, PopoverAnchor, PopoverTrigger } from './popover.tsx';

/**
 * Several of many, as chips: tags, accounts. The list stays open while one chooses; Backspace in its
 * empty field takes the last one away. `onCreate` is told the name and adds the value itself.
 */
export function MultiCombobox({
  options,
  values,
  onValuesChange,
  onCreate,
  searchLabel,
  emptyText,
  placeholder = 'Add',
  disabled,
  className,
  ...trigger
}: ComboboxProps & {
  /** In the order in which they are shown. */
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = new Set(values);
  const toggle = (value: string) =>
    onValuesChange(
      chosen.has(value) ? values.filter((each) => each !== value) : [...values, value],
    );
  const remove = (value: string) => {
    toggle(value);
    // The button one pressed goes with its chip.
    button.current?.focus();
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverAnchor>
        <div
          data-disabled={disabled || undefined}
          className={cn(
            controlStyles,
            'flex min-h-9 flex-wrap items-center gap-1 p-1 has-[[aria-invalid=true]]:border-danger data-disabled:border-line-strong data-disabled:bg-sunken pointer-coarse:min-h-11',
            className,
          )}
        >
          {values.map((value) => {
            const option = options.find((each) => each.value === value);
            return option ? (
              <Chip
                key={value}
                icon={option.icon}
                onRemove={disabled ? undefined : () => remove(value)}
              >
                {option.label}
              </Chip>
            ) : null;
          })}
          <PopoverTrigger
            {...trigger}
            ref={button}
            role="combobox"
            disabled={disabled}
            className="flex h-6 min-w-20 flex-1 items-center gap-1.5 rounded-sm px-2 text-left text-ink-faint hover:text-ink disabled:hover:text-ink-faint pointer-coarse:h-9 [&_svg]:size-3.5"
          >
            <Plus aria-hidden="true" />
            {placeholder}
          </PopoverTrigger>
        </div>
      </PopoverAnchor>
      <ComboboxContent label={searchLabel}>
        <ComboboxPanel
          multiple
          options={options}
          chosen={chosen}
          searchLabel={searchLabel}
          emptyText={emptyText}
          offer={onCreate && offerToCreate(options, onCreate)}
          onChoose={toggle}
          onEmptyBackspace={() => onValuesChange(values.slice(0, -1))}
        />
      </ComboboxContent>
    </Popover>
  );
}
