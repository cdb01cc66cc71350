'use client';

import { Undo2 } from 'lucide-react';
import { type IconName, iconNames } from '#lib/categories/icons';
import { cn } from '#lib/cn';
import { CategoryIcon } from './category-icon.tsx';

/** An icon of the few there are, or none of its own. The arrow keys go from one to the next. */
export function IconField({
  value,
  onChange,
  noneLabel,
}: {
  value: IconName | null;
  onChange: (icon: IconName | null) => void;
  noneLabel: string;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Icon</legend>
      <div className="-mx-1 grid max-h-52 grid-cols-[repeat(auto-fill,minmax(2.25rem,1fr))] gap-1 overflow-y-auto px-1 pointer-coarse:grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]">
        {[null, ...iconNames].map((name) => (
          <label
            key={name ?? 'none'}
            title={name === null ? noneLabel : undefined}
            className={cn(
              'grid h-9 cursor-default place-items-center rounded-md hover:bg-hover pointer-coarse:h-11',
              'has-checked:bg-selected has-checked:[&_svg]:text-accent',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent',
            )}
          >
            <input
              type="radio"
              name="icon"
              className="sr-only"
              aria-label={name === null ? noneLabel : name.replaceAll('-', ' ')}
              checked={value === name}
              onChange={() => onChange(name)}
            />
            {name === null ? (
              <Undo2 aria-hidden="true" className="size-4 text-ink-faint" />
            ) : (
              <CategoryIcon name={name} className="text-ink-soft" />
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
