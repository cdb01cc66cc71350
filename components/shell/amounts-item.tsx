'use client';

import { EyeOff } from 'lucide-react';
import { MenuCheckboxItem } from '#components/ui/menu';
import { useAmounts } from './use-amounts.tsx';

/** Keeps amounts from other eyes, in the person's menu. */
export function AmountsItem() {
  const { amounts, toggle } = useAmounts();
  return (
    <MenuCheckboxItem checked={amounts === 'hidden'} onCheckedChange={toggle}>
      <EyeOff aria-hidden="true" />
      Hide amounts
    </MenuCheckboxItem>
  );
}
