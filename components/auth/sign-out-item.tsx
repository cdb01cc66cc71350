'use client';

import { LogOut } from 'lucide-react';
import { MenuItem } from '#components/ui/menu';
import { useSignOut } from './use-sign-out.tsx';

/** In the person's menu. */
export function SignOutItem() {
  const leave = useSignOut();
  return (
    <MenuItem icon={<LogOut />} onSelect={leave}>
      Sign out
    </MenuItem>
  );
}
