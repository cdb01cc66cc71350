'use client';

import { Settings } from 'lucide-react';
import Link from 'next/link';
import { MenuItem } from '#components/ui/menu';

/** The way to the settings, in the person's menu. */
export function SettingsItem() {
  return (
    <MenuItem asChild>
      <Link href="/settings">
        <Settings aria-hidden="true" />
        Settings
      </Link>
    </MenuItem>
  );
}
