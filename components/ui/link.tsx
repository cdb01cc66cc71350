'use client';

// biome-ignore lint/style/noRestrictedImports: all others come by this one.
import NextLink, { type LinkProps } from 'next/link';
import { useState } from 'react';

/**
 * A link to a page of ours, which is got ready once somebody points at it, walks to it or touches it. Next would get
 * ready whatever is in sight: some fifty requests for each look at the Overview.
 */
export function Link<Path>({
  onPointerEnter,
  onFocus,
  onTouchStart,
  ...props
}: Omit<LinkProps<Path>, 'prefetch'>) {
  const [isMeant, setMeant] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isMeant ? null : false}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
      onTouchStart={(event) => {
        setMeant(true);
        onTouchStart?.(event);
      }}
    />
  );
}
