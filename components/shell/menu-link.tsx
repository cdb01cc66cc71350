'use client';

import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';
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
