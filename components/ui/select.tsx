'use client';

import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId, useRef, useState } from 'react';
import { cn } from '#lib/cn';
import { controlStyles } from './input.tsx';
import { codeAhead } from './on-demand.tsx';

export type SelectOption = {
  value: string;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
};
type SelectGroup = { label: string; options: readonly SelectOption[] };

export type SelectProps = {
  options: readonly (SelectOption | SelectGroup)[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  /** `quiet` has no box until it is touched: for filters above a list. */
  variant?: 'field' | 'quiet';
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
};

/** What Radix wants to know of the button, once it is there. */
export type TriggerHandlers = Pick<
  ComponentProps<'button'>,
  'onPointerDown' | 'onClick' | 'onKeyDown'
>;

const usePopup = codeAhead(() => import('./select-popup.tsx').then((file) => file.SelectPopup));

/**
 * One of a list of up to about thirty; longer lists need a search beside them. The button stands in the
 * page; the list is fetched ahead of the press (select-popup.tsx).
 */
export function Select({
  options,
  value,
  defaultValue,
  onValueChange,
  placeholder,
  disabled,
  variant = 'field',
  className,
  ...trigger
}: SelectProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue);
  const [isOpen, setOpen] = useState(false);
  const [isNear, setNear] = useState(false);
  const Popup = usePopup({ isNear, isOpen });
  const radix = useRef<TriggerHandlers>({});
  const chosen = value ?? own;
  const label = labelOf(options, chosen);
  return (
    <>
      <button
        type="button"
        role="combobox"
        aria-expanded={isOpen}
        aria-autocomplete="none"
        data-opens={id}
        data-state={isOpen ? 'open' : 'closed'}
        data-placeholder={label === undefined ? '' : undefined}
        disabled={disabled}
        {...trigger}
        onPointerEnter={() => setNear(true)}
        onFocus={() => setNear(true)}
        onPointerDown={(event) => radix.current.onPointerDown?.(event)}
        onClick={(event) => {
          if (radix.current.onClick) radix.current.onClick(event);
          else setOpen(true);
        }}
        onKeyDown={(event) => {
          if (radix.current.onKeyDown) radix.current.onKeyDown(event);
          // The others are clicks.
          else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setOpen(true);
          }
        }}
        className={cn(
          variant === 'field' ? controlStyles : quietStyles,
          'flex h-9 items-center justify-between gap-2 text-left data-[placeholder]:text-ink-faint pointer-coarse:h-11',
          className,
        )}
      >
        <span className="min-w-0 truncate">{label ?? placeholder}</span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </button>
      {Popup ? (
        <Popup
          id={id}
          handlers={radix}
          open={isOpen}
          onOpenChange={setOpen}
          options={options}
          value={chosen ?? ''}
          onValueChange={(next) => {
            setOwn(next);
            onValueChange?.(next);
          }}
          disabled={disabled}
        />
      ) : null}
    </>
  );
}

function labelOf(options: SelectProps['options'], value: string | undefined) {
  return options
    .flatMap((option) => ('options' in option ? option.options : [option]))
    .find((option) => option.value === value)?.label;
}

/** The look of a filter above a list: no box until it is touched. */
export const quietStyles =
  'w-auto rounded-md px-2.5 text-base pointer-coarse:text-base text-ink-soft transition-colors duration-fast hover:bg-hover hover:text-ink data-[state=open]:bg-pressed data-[state=open]:text-ink disabled:opacity-50';
