'use client';

import { Wrench } from 'lucide-react';
import Link from 'next/link';
import { MenuItem } from '#components/ui/menu';

/** The way to the operator's page, in the menu of those who may open it. */
export function OperatorItem() {
  return (
    <MenuItem asChild>
      <Link href="/operator">
        <Wrench aria-hidden="true" />
        Operator
      </Link>
    </MenuItem>
  );
}
