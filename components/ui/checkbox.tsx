'use client';

import { Check, Minus } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cn } from '#lib/cn';

type Checked = boolean | 'indeterminate';

/**
 * Give it aria-label, or wrap it in Choice. `checked="indeterminate"` stands for "some of them".
 *
 * A button of our own and not Radix's, which brings a hidden field, effects and both icons along: a list has
 * one in every row, and makes ten rows in a frame of fast scrolling.
 */
export function Checkbox({
  checked,
  defaultChecked = false,
  onCheckedChange,
  onClick,
  className,
  ...props
}: Omit<ComponentProps<'button'>, 'defaultChecked'> & {
  checked?: Checked;
  defaultChecked?: Checked;
  onCheckedChange?: (checked: boolean) => void;
}) {
  const [own, setOwn] = useState<Checked>(defaultChecked);
  const state = checked ?? own;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input holds no icon, and takes the keys of a list for its own.
    <button
      type="button"
      role="checkbox"
      aria-checked={state === 'indeterminate' ? 'mixed' : state}
      onClick={(event) => {
        onClick?.(event);
        setOwn(state !== true);
        onCheckedChange?.(state !== true);
      }}
      onKeyDown={(event) => {
        // As with every checkbox, the space bar ticks and Enter does not.
        if (event.key === 'Enter') event.preventDefault();
      }}
      className={cn('tick-box', state !== false && 'border-transparent bg-accent-fill', className)}
      {...props}
    >
      {state === true ? <Check aria-hidden="true" className="size-3 stroke-3" /> : null}
      {state === 'indeterminate' ? <Minus aria-hidden="true" className="size-3 stroke-3" /> : null}
    </button>
  );
}
