'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { MenuItem } from '#components/ui/menu';

/** The way to a page, in the person's menu. */
export function MenuLink({
  href,
  icon,
  children,
}: {
  href: Route;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <MenuItem asChild>
      <Link href={href}>
        {icon}
        {children}
      </Link>
    </MenuItem>
  );
}
