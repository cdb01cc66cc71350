'use client';

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/button';
import { codeAhead } from '#components/ui/on-demand';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover';

const useExamples = codeAhead(() =>
  import('./search-examples.tsx').then((file) => file.SearchExamples),
);

/** What the search understands, beside it. */
export function SearchHelp() {
  const [isOpen, setOpen] = useState(false);
  const Examples = useExamples({ isNear: false, isOpen });
  return (
    <Popover open={isOpen && Examples !== null} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton label="What can be searched for">
          <CircleHelp />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-label="What can be searched for" className="w-96 overflow-y-auto p-4">
        {Examples ? <Examples /> : null}
      </PopoverContent>
    </Popover>
  );
}
