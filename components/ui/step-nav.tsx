import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';
import { Button } from './button.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

type Step = { href: Route; name: string };

/** The period one looks at, with the ways to its neighbours and back to the present one. */
export function StepNav({
  title,
  earlier,
  later,
  now,
}: {
  title: string;
  earlier: Step;
  later: Step;
  /** Null where one is there. */
  now: Route | null;
}) {
  return (
    <nav aria-label="Period" className="mb-8 -ml-2.5 flex items-center gap-1">
      <StepLink step={earlier} words="Earlier:">
        <ChevronLeft aria-hidden="true" />
      </StepLink>
      <h2 className="min-w-36 text-center font-medium text-md">{title}</h2>
      <StepLink step={later} words="Later:">
        <ChevronRight aria-hidden="true" />
      </StepLink>
      {now === null ? null : (
        <Button variant="ghost" size="sm" asChild>
          <Link href={now}>To today</Link>
        </Button>
      )}
    </nav>
  );
}

function StepLink({
  step: { href, name },
  words,
  children,
}: {
  step: Step;
  words: string;
  children: ReactNode;
}) {
  return (
    <Button variant="ghost" className="w-9 px-0 pointer-coarse:w-11 pointer-coarse:px-0" asChild>
      <Link href={href} scroll={false}>
        {children}
        <VisuallyHidden>
          {words} {name}
        </VisuallyHidden>
      </Link>
    </Button>
  );
}
