'use client';

import { Check, Minus, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cn } from '#lib/cn';
import { type ComboboxOption, matchOptions, maxShownOptions, stepTo } from './combobox-options.ts';
import { Input } from './input.tsx';

export type ComboboxPanelProps = {
  options: readonly ComboboxOption[];
  chosen: ReadonlySet<string>;
  /** Chosen for some of what it is about, where that is several. */
  partly?: ReadonlySet<string>;
  onChoose: (value: string) => void;
  searchLabel: string;
  emptyText: string;
  placeholder?: string;
  /** What the text found elsewhere; stands behind the options that match it. */
  found?: readonly ComboboxOption[];
  onText?: (text: string) => void;
  /** Several can be chosen: each has a box. */
  multiple?: boolean;
  /** Enter does the first, unless one walks on. Otherwise nothing is marked but what is chosen. */
  beginsAtFirst?: boolean;
  /** What else can be made of the text: a new option, a search. Null where there is nothing. */
  offer?: (text: string) => { label: string; icon?: ReactNode; onChoose: () => void } | null;
  /** Backspace where nothing is typed. */
  onEmptyBackspace?: () => void;
  className?: string;
};

/**
 * A field, and under it the options that match: what stands inside a Combobox, or inside any
 * PopoverContent or dialog. The field keeps the focus; arrow keys and Page Up/Down walk the list, Enter
 * chooses.
 */
export function ComboboxPanel({
  options,
  chosen,
  partly,
  onChoose,
  searchLabel,
  emptyText,
  placeholder = 'Search',
  found = [],
  onText,
  multiple = false,
  beginsAtFirst = false,
  offer,
  onEmptyBackspace,
  className,
}: ComboboxPanelProps) {
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(() =>
    beginsAtFirst ? 0 : options.findIndex(({ value }) => chosen.has(value)),
  );
  const matching = matchOptions(options, text);
  const listed = matching.slice(0, maxShownOptions);
  const shown = [...listed, ...(text.trim() ? found : [])];
  const offered = text.trim() ? offer?.(text.trim()) : null;
  const steppable = [...shown, ...(offered ? [{}] : [])];
  const idOf = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);

  const choose = (index: number) => {
    const option = shown[index];
    if (option?.disabled) return;
    if (option) onChoose(option.value);
    else offered?.onChoose();
    // With several to choose, the next word takes the place of this one.
    field.current?.select();
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) setActive(stepTo(steppable, active, step));
    else if (event.key === 'Enter' && steppable[active]) choose(active);
    else if (event.key === 'Backspace' && text === '' && onEmptyBackspace) onEmptyBackspace();
    else return;
    event.preventDefault();
  };
  return (
    <div className={cn('flex min-h-0 flex-col', className)}>
      {/* It has the focus as long as the panel is there: its rule says so, a ring would shout. */}
      <div className="flex items-center border-line border-b pl-3 focus-within:border-accent">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        <Input
          ref={field}
          role="combobox"
          aria-label={searchLabel}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={steppable[active] ? idOf(active) : undefined}
          placeholder={placeholder}
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            onText?.(target.value);
            setActive(0);
          }}
          onKeyDown={press}
          className="h-10 border-none bg-transparent px-2.5 focus-visible:outline-none"
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={searchLabel}
        aria-multiselectable={multiple || undefined}
        // Reached through the field; a second stop for Tab would lead nowhere.
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1"
      >
        {shown.map((option, index) => (
          <Row
            key={option.value}
            id={idOf(index)}
            option={option}
            // Found by its name, an option stands away from its group and brings its name along.
            heading={text || shown[index - 1]?.group === option.group ? undefined : option.group}
            aside={
              text && option.group !== option.label ? (option.aside ?? option.group) : undefined
            }
            isActive={index === active}
            isChosen={chosen.has(option.value)}
            isPartly={partly?.has(option.value)}
            multiple={multiple}
            onPoint={() => setActive(index)}
            onChoose={() => choose(index)}
          />
        ))}
        {offered ? (
          <Row
            id={idOf(shown.length)}
            option={offered}
            isActive={active === shown.length}
            onPoint={() => setActive(shown.length)}
            onChoose={() => choose(shown.length)}
          />
        ) : null}
        {steppable.length === 0 ? (
          <p className="px-2 py-3 text-ink-soft text-sm">{emptyText}</p>
        ) : null}
      </div>
      {matching.length > listed.length ? (
        <p className="border-line border-t px-3 py-2 text-ink-faint text-xs">
          {matching.length - listed.length} more: type a part of the name.
        </p>
      ) : null}
    </div>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function Row({
  id,
  option,
  heading,
  aside = option.aside,
  isActive,
  isChosen = false,
  isPartly = false,
  multiple = false,
  onPoint,
  onChoose,
}: {
  id: string;
  option: Omit<ComboboxOption, 'value'>;
  heading?: string;
  aside?: string;
  isActive: boolean;
  isChosen?: boolean;
  isPartly?: boolean;
  multiple?: boolean;
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
        aria-disabled={option.disabled || undefined}
        data-highlighted={isActive || undefined}
        onPointerMove={onPoint}
        // The field keeps the focus: on a phone the keyboard would close and open with every choice.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onChoose}
        className="flex min-h-8 select-none items-center gap-2 rounded-sm px-2 aria-disabled:opacity-50 data-[highlighted]:bg-pressed pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0"
      >
        {multiple ? <Box isChosen={isChosen} isPartly={isPartly} /> : null}
        {option.icon}
        <span className="min-w-0 flex-1 truncate">{option.label}</span>
        {aside ? <span className="max-w-1/2 truncate text-ink-faint text-sm">{aside}</span> : null}
        {isChosen && !multiple ? <Check aria-hidden="true" className="text-accent" /> : null}
      </div>
    </>
  );
}

/** Looks like a Checkbox; that it is on, the option itself says. */
function Box({ isChosen, isPartly }: { isChosen: boolean; isPartly: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-4 shrink-0 place-items-center rounded-sm border',
        isChosen || isPartly
          ? 'border-transparent bg-accent-fill text-accent-ink'
          : 'border-line-control bg-surface',
      )}
    >
      {isChosen ? <Check className="size-3! stroke-3" /> : null}
      {isPartly ? <Minus className="size-3! stroke-3" /> : null}
    </span>
  );
}
