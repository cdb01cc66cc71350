'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { type TransactionFilter, writeFilter } from '#lib/transactions/contract';

/** The transactions that are listed as a file, all of them. */
export function ExportMenu({ filter }: { filter: TransactionFilter }) {
  const href = (format: string) => `/api/exports?${writeFilter(filter)}&format=${format}`;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost">
          <Download aria-hidden="true" />
          Export
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem asChild>
          <a href={href('csv')} download>
            CSV, for a spreadsheet
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={href('json')} download>
            JSON, for programs
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
