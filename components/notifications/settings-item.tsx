'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { MenuItem } from '#components/ui/menu';

/** The way to what one wants to hear of, in the person's menu. */
export function NotificationSettingsItem() {
  return (
    <MenuItem asChild>
      <Link href="/settings/notifications">
        <BellRing aria-hidden="true" />
        Notification settings
      </Link>
    </MenuItem>
  );
}
