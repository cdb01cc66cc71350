'use client';

import { LogOut } from 'lucide-react';
import { MenuItem } from '#components/ui/menu';
import { toast } from '#components/ui/toast';
import { signOut } from '#lib/auth/hooks';
import { describeError } from '#lib/client/api';

/** In the person's menu. */
export function SignOutItem() {
  const leave = () =>
    signOut().catch((error: unknown) => {
      const title = 'You are still signed in';
      toast({ tone: 'danger', title, description: describeError(error) });
    });
  return (
    <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
      Sign out
    </MenuItem>
  );
}
