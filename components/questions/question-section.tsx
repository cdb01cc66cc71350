import type { ReactNode } from 'react';
import { SectionHeading } from '#components/ui/section-heading';

/** The questions of one kind under their name, and what they are about in a sentence. */
export function QuestionSection({
  id,
  title,
  hint,
  aside,
  children,
}: {
  id: string;
  title: string;
  hint: ReactNode;
  aside?: ReactNode;
  /** A list of `Question`. */
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} aside={aside}>
        {title}
      </SectionHeading>
      <p className="pt-2 text-ink-soft text-sm">{hint}</p>
      <ul>{children}</ul>
    </section>
  );
}
