import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { env } from '#lib/env';

/** The catalogue is for those who build the product: in development, or when asked for. */
export default function DesignLayout({ children }: { children: ReactNode }) {
  if (env().NODE_ENV !== 'development' && !env().DESIGN_PAGE) notFound();
  return children;
}
