import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';

/** The specimen pages are for those who build the product: in development, or when asked for. */
export default function DesignLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV !== 'development' && process.env.DESIGN_PAGE !== '1') notFound();
  return children;
}
