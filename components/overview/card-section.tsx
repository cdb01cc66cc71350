import type { Route } from 'next';
import { type ReactNode, useId } from 'react';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';

/** A card of the Overview: its name over its rule, and the way to all of it. */
export function CardSection({
  name,
  link,
  children,
}: {
  name: string;
  link?: { href: string; label: string };
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <SectionHeading
        id={id}
        aside={
          link ? (
            <TextLink asChild>
              <Link href={link.href as Route}>{link.label}</Link>
            </TextLink>
          ) : null
        }
      >
        {name}
      </SectionHeading>
      {children}
    </section>
  );
}
