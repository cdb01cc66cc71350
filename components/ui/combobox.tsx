'use client';

import { Check, ChevronDown } from 'lucide-react';
import * as Primitive from 'radix-ui/popover';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn } from '#lib/cn';
import { type ComboboxOption, matchOptions } from './combobox-options.ts';
import { controlStyles, Input } from './input.tsx';

/** One of many, found by typing a part of its name or of its group's. Arrow keys walk what is found. */
export function Combobox({
  options,
  value,
  onValueChange,
  searchLabel,
  emptyText,
  className,
  ...trigger
}: {
  options: readonly ComboboxOption[];
  value: string;
  onValueChange: (value: string) => void;
  searchLabel: string;
  emptyText: string;
  className?: string;
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  /** Where a dialog begins, see DialogContent. */
  'data-first'?: '';
}) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Trigger
        {...trigger}
        role="combobox"
        aria-haspopup="listbox"
        aria-controls={open ? listId : undefined}
        className={cn(
          controlStyles,
          'flex h-9 items-center justify-between gap-2 text-left pointer-coarse:h-11',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          {options.find((option) => option.value === value)?.label}
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={searchLabel}
          className="z-menu flex max-h-[min(22rem,var(--radix-popover-content-available-height))] w-(--radix-popover-trigger-width) min-w-60 origin-(--radix-popover-content-transform-origin) flex-col overflow-hidden rounded-md bg-raised shadow-menu data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in"
        >
          <Search
            options={options}
            value={value}
            listId={listId}
            searchLabel={searchLabel}
            emptyText={emptyText}
            onChoose={(chosen) => {
              setOpen(false);
              if (chosen !== value) onValueChange(chosen);
            }}
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Search({
  options,
  value,
  listId,
  searchLabel,
  emptyText,
  onChoose,
}: {
  options: readonly ComboboxOption[];
  value: string;
  listId: string;
  searchLabel: string;
  emptyText: string;
  onChoose: (value: string) => void;
}) {
  const [text, setText] = useState('');
  const found = matchOptions(options, text);
  const [active, setActive] = useState(() => options.findIndex((each) => each.value === value));
  const list = useRef<HTMLDivElement>(null);
  const idOf = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);

  const walk = (event: KeyboardEvent) => {
    const chosen = found[active];
    const last = found.length - 1;
    const target = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0) }[
      event.key
    ];
    if (target !== undefined) setActive(target);
    else if (event.key === 'Enter' && chosen) onChoose(chosen.value);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="border-line border-b p-1.5">
        <Input
          role="combobox"
          aria-label={searchLabel}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found[active] ? idOf(active) : undefined}
          placeholder="Search"
          autoComplete="off"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setActive(0);
          }}
          onKeyDown={walk}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={searchLabel}
        // Reached through the field; a second stop for Tab would lead nowhere.
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1"
      >
        {found.map((option, index) => (
          <Option
            key={option.value}
            id={idOf(index)}
            option={option}
            // Found by its name, an option stands away from its group and brings its name along.
            heading={text || found[index - 1]?.group === option.group ? undefined : option.group}
            aside={text && option.group !== option.label ? option.group : undefined}
            isActive={index === active}
            isChosen={option.value === value}
            onPoint={() => setActive(index)}
            onChoose={() => onChoose(option.value)}
          />
        ))}
        {found.length === 0 ? <p className="px-2 py-3 text-ink-soft text-sm">{emptyText}</p> : null}
      </div>
    </>
  );
}

function Option({
  id,
  option,
  heading,
  aside,
  isActive,
  isChosen,
  onPoint,
  onChoose,
}: {
  id: string;
  option: ComboboxOption;
  heading: string | undefined;
  aside: string | undefined;
  isActive: boolean;
  isChosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}) {
  return (
    <>
      {heading ? (
        <div role="presentation" className="px-2 pt-2 pb-1 text-ink-faint text-xs">
          {heading}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's above. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isChosen}
        data-highlighted={isActive || undefined}
        onPointerMove={onPoint}
        onClick={onChoose}
        className="flex min-h-8 select-none items-center gap-2 rounded-sm px-2 data-[highlighted]:bg-pressed pointer-coarse:min-h-11"
      >
        <span className="min-w-0 flex-1 truncate">{option.label}</span>
        {aside ? <span className="truncate text-ink-faint text-sm">{aside}</span> : null}
        {isChosen ? <Check aria-hidden="true" className="size-4 shrink-0 text-accent" /> : null}
      </div>
    </>
  );
}
