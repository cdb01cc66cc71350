'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Button } from '#components/ui/button';
import { writeFilter } from '#lib/transactions/filter-url';
import { FilterFields } from './filter-fields.tsx';

/** The filters in a line under the search, where there is room for one. */
export function FilterBar({
  children,
  ...props
}: ComponentProps<typeof FilterFields> & {
  /** What else can be done with a filter. */
  children?: ReactNode;
}) {
  return (
    // The words, not the quiet boxes around them, stand under the search.
    <div className="-ml-2.5 flex flex-wrap items-center max-sm:hidden">
      <FilterFields {...props} />
      {String(writeFilter(props.filter)) !== '' ? (
        <Button variant="ghost" size="sm" onClick={() => props.onChange({})}>
          Clear
        </Button>
      ) : null}
      {children}
    </div>
  );
}
