'use client';

import { Download } from 'lucide-react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ExportFormat } from '#lib/exports/contract';
import { fetchExport } from '#lib/exports/hooks';
import type { TransactionFilter } from '#lib/transactions/contract';

/** The transactions that are listed as a file, all of them. */
export function ExportMenu({ filter }: { filter: TransactionFilter }) {
  const withStepUp = useStepUp();
  const fetchFile = (format: ExportFormat) =>
    withStepUp(() => fetchExport(filter, format)).catch((error: unknown) =>
      toast({ tone: 'danger', title: 'Not exported', description: describeError(error) }),
    );
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost">
          <Download aria-hidden="true" />
          Export
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => void fetchFile('csv')}>CSV, for a spreadsheet</MenuItem>
        <MenuItem onSelect={() => void fetchFile('json')}>JSON, for programs</MenuItem>
      </MenuContent>
    </Menu>
  );
}
