'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '#components/ui/button';

/** A chart and the table of its figures: either is in sight, and the table is always there for screen readers. */
export function ChartFrame({
  label,
  heading,
  chart,
  table,
}: {
  label: string;
  heading?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
}) {
  const [isTable, setTable] = useState(false);
  return (
    <figure aria-label={label}>
      <div className="mb-8 flex items-start justify-between gap-4">
        <div className="min-w-0 flex-1">{heading}</div>
        <div data-flush-end className="print:hidden">
          <IconButton
            label={isTable ? 'Show as a chart' : 'Show as a table'}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? <ChartLine /> : <Table2 />}
          </IconButton>
        </div>
      </div>
      {isTable ? null : chart}
      <div className={isTable ? undefined : 'sr-only'}>{table}</div>
    </figure>
  );
}
