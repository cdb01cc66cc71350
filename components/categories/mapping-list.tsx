'use client';

import { Button } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import type { CategoryDto, MappingDto, MappingInput } from '#lib/categories/contract';
import { toCategoryOptions } from './category-options.tsx';

/** Where each of the bank's categories goes, under the names of its own tree. */
export function MappingList({
  mappings,
  categories,
  mayChange,
  onSet,
}: {
  mappings: readonly MappingDto[];
  categories: readonly CategoryDto[];
  mayChange: boolean;
  onSet: (input: MappingInput) => void;
}) {
  const groups = [...Map.groupBy(mappings, ({ group }) => group)];
  const nameOf = (id: string) => categories.find((each) => each.id === id)?.name ?? '';
  return (
    <div className="flex flex-col gap-6">
      {groups.map(([group, ofGroup]) => (
        <section key={group} aria-label={group}>
          <h2 className="border-line border-b pb-1.5 font-medium text-sm">{group}</h2>
          <ul>
            {ofGroup.map(({ plaidCode, name, categoryId, changed }) => (
              <li
                key={plaidCode}
                className="grid min-h-11 grid-cols-2 items-center gap-x-4 border-line border-b py-1"
              >
                <span className="min-w-0">
                  <span className="block truncate">{name}</span>
                  {changed && mayChange ? (
                    <Button
                      variant="link"
                      className="text-sm"
                      onClick={() => onSet({ plaidCode, categoryId: null })}
                    >
                      Back to its own
                    </Button>
                  ) : null}
                </span>
                {mayChange ? (
                  <Combobox
                    aria-label={`Category of ${name}`}
                    searchLabel={`Search a category for ${name}`}
                    emptyText="No category of that name."
                    options={toCategoryOptions(categories, categoryId)}
                    className="border-transparent bg-transparent hover:border-line-control data-[state=open]:border-line-control"
                    value={categoryId}
                    onValueChange={(id) => onSet({ plaidCode, categoryId: id })}
                  />
                ) : (
                  <span className="truncate text-ink-soft">{nameOf(categoryId)}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
