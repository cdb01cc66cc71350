'use client';

import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import * as Primitive from 'radix-ui/select';
import { type ReactNode, useState } from 'react';
import { cn } from '#lib/cn';
import { controlStyles } from './input.tsx';
import { useNonce } from './nonce-provider.tsx';

type SelectOption = {
  value: string;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
};
type SelectGroup = { label: string; options: readonly SelectOption[] };

type SelectProps = {
  options: readonly (SelectOption | SelectGroup)[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  required?: boolean;
  /** `quiet` has no box until it is touched: for filters above a list. */
  variant?: 'field' | 'quiet';
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
};

/** One of a list of up to about thirty; longer lists need a search beside them. */
export function Select({
  options,
  value,
  defaultValue,
  onValueChange,
  placeholder,
  name,
  disabled,
  required,
  variant = 'field',
  className,
  ...trigger
}: SelectProps) {
  const nonce = useNonce();
  const [chosen, setChosen] = useState(defaultValue);
  return (
    <Primitive.Root
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => {
        setChosen(next);
        onValueChange?.(next);
      }}
      name={name}
      disabled={disabled}
      required={required}
    >
      <Primitive.Trigger
        {...trigger}
        className={cn(
          variant === 'field' ? controlStyles : quietStyles,
          'flex h-9 items-center justify-between gap-2 text-left data-[placeholder]:text-ink-faint pointer-coarse:h-11',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          {/* Radix finds the words of a choice only in the browser; the server would leave a gap. */}
          <Primitive.Value placeholder={placeholder}>
            {labelOf(options, value ?? chosen)}
          </Primitive.Value>
        </span>
        <Primitive.Icon asChild>
          <ChevronDown className="size-4 shrink-0 text-ink-faint" />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-menu max-h-[min(22rem,var(--radix-select-content-available-height))] min-w-[max(10rem,var(--radix-select-trigger-width))] max-w-[calc(100vw-1rem)] origin-(--radix-select-content-transform-origin) overflow-hidden rounded-md bg-raised shadow-menu data-[state=open]:animate-pop-in"
        >
          <Primitive.ScrollUpButton className="grid h-6 place-items-center text-ink-faint">
            <ChevronUp className="size-4" />
          </Primitive.ScrollUpButton>
          <Primitive.Viewport nonce={nonce} className="p-1">
            {options.map((option) =>
              'options' in option ? (
                <Primitive.Group key={option.label}>
                  <Primitive.Label className="px-2 pt-2 pb-1 text-ink-faint text-xs">
                    {option.label}
                  </Primitive.Label>
                  {option.options.map((inner) => (
                    <Option key={inner.value} option={inner} />
                  ))}
                </Primitive.Group>
              ) : (
                <Option key={option.value} option={option} />
              ),
            )}
          </Primitive.Viewport>
          <Primitive.ScrollDownButton className="grid h-6 place-items-center text-ink-faint">
            <ChevronDown className="size-4" />
          </Primitive.ScrollDownButton>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled}
      className="relative flex h-8 select-none items-center gap-2 rounded-sm pr-8 pl-2 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-pressed pointer-coarse:h-11"
    >
      {option.icon}
      <Primitive.ItemText>{option.label}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check className="size-4 text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.Item>
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
