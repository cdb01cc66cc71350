'use client';

import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';

/** An amount that leads to what it is the sum of: a report has hundreds, and hands over what each says alone. */
export function LinkedAmount({
  href,
  name,
  ...amount
}: {
  href: string;
  /** What it is the figure of, for whoever does not see where it stands. */
  name: string;
  minor: number;
  currency: string;
  precision?: 'whole';
  className?: string;
}) {
  return (
    <TextLink quiet asChild>
      <Link href={href as Route}>
        <VisuallyHidden>{name}: </VisuallyHidden>
        <Amount {...amount} />
      </Link>
    </TextLink>
  );
}
