'use client';

import { LogOut } from 'lucide-react';
import { MenuItem } from '#components/ui/menu';
import { signOut } from '#lib/auth/hooks';

/** In the person's menu. */
export function SignOutItem() {
  return (
    <MenuItem icon={<LogOut />} onSelect={() => void signOut()}>
      Sign out
    </MenuItem>
  );
}
