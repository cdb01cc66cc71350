'use client';

import { Check } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { offerUndo } from '#components/shell/undo';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { toast } from '#components/ui/toast';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { describeError } from '#lib/client/api';
import { cn } from '#lib/cn';
import type { OverviewDto, StepDto } from '#lib/overview/contract';
import { useOverview } from '#lib/overview/hooks';

const words: Record<StepDto['id'], { href: Route; label: string; why: string }> = {
  accounts: {
    href: '/accounts',
    label: 'Bring your accounts',
    why: 'Link your banks, add what no bank knows, or import files.',
  },
  review: {
    href: '/transactions?q=is:unreviewed' as Route,
    label: 'Look through the first transactions',
    why: 'Correct a category once, and a rule can do it from then on.',
  },
  budget: {
    href: '/budgets',
    label: 'Plan a month',
    why: 'Begin with what you usually spend, and see each day what is left.',
  },
  second_factor: {
    href: '/settings/security',
    label: 'Put a second lock on the door',
    why: 'A passkey or an app, so that a password alone is not enough.',
  },
};

/** What one begins with, until all of it is done or the person wants to see no more of it. */
export function FirstSteps({
  steps,
  overview: fallback,
}: {
  steps: readonly StepDto[];
  overview: OverviewDto;
}) {
  const { refresh } = useRouter();
  const { update } = useOverview(fallback);
  const set = async (stepsClosed: boolean) => {
    await update({ stepsClosed });
    refresh();
  };
  const close = async () => {
    try {
      await set(true);
      offerUndo('First steps: hidden', () => set(false));
    } catch (error) {
      toast({ tone: 'danger', title: 'Not hidden', description: describeError(error) });
    }
  };
  const done = steps.filter((step) => step.done).length;
  return (
    <section aria-labelledby="first-steps" className="mb-12 max-w-2xl">
      <SectionHeading
        id="first-steps"
        aside={
          <Button variant="ghost" size="sm" onClick={() => void close()}>
            Hide for good
          </Button>
        }
      >
        First steps{' '}
        <span className="font-normal text-ink-soft text-sm">
          {done} of {steps.length}
        </span>
      </SectionHeading>
      <ol>
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { id, done } }: { step: StepDto }) {
  const { href, label, why } = words[id];
  return (
    <li className="flex gap-3 border-line border-b py-2.5 last:border-b-0">
      <span
        aria-hidden="true"
        className={cn(
          'mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border',
          done ? 'border-transparent bg-accent-soft text-accent' : 'border-line-control',
        )}
      >
        {done ? <Check className="size-3" /> : null}
      </span>
      {done ? (
        <span className="text-ink-soft">
          {label}
          <VisuallyHidden>: done</VisuallyHidden>
        </span>
      ) : (
        <span className="min-w-0">
          <TextLink asChild>
            <Link href={href}>{label}</Link>
          </TextLink>
          <span className="block text-ink-soft text-sm">{why}</span>
        </span>
      )}
    </li>
  );
}
