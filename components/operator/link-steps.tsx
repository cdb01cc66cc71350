import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { LinkFunnelStep } from '#lib/link-events/contract';
import { Breakable } from './breakable.tsx';
import { describeDuration } from './describe-duration.ts';
import { stepWords } from './link-step-words.ts';

/** How many came to each step of Link, and where and why the others left. */
export function LinkSteps({ steps }: { steps: LinkFunnelStep[] }) {
  return (
    <>
      <StepTable title="New connections" steps={steps.filter(({ kind }) => kind === 'link')} />
      <StepTable title="Signing in anew" steps={steps.filter(({ kind }) => kind === 'update')} />
    </>
  );
}

function StepTable({ title, steps }: { title: string; steps: LinkFunnelStep[] }) {
  const opened = steps[0]?.reached ?? 0;
  if (opened === 0) return null;
  return (
    <>
      <h3 className="mt-6 mb-1 font-medium">{title}</h3>
      <Table label={`${title}, step by step`}>
        <TableHead>
          <TableColumn>Step</TableColumn>
          <TableColumn numeric className="w-28 @md:w-36">
            Came to it
          </TableColumn>
          <TableColumn numeric className="w-16 @md:w-20">
            Left
          </TableColumn>
          <TableColumn numeric hideBelow="sm" className="w-24">
            Usual time
          </TableColumn>
          <TableColumn hideBelow="lg" className="w-80">
            Last error of who left
          </TableColumn>
        </TableHead>
        <TableBody>
          {steps.map((step) => (
            <StepRow key={step.step} step={step} opened={opened} />
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function StepRow({ step, opened }: { step: LinkFunnelStep; opened: number }) {
  const share = step.reached / opened;
  const errors = listErrors(step);
  return (
    <TableRow>
      <TableCell className="break-words">
        {stepWords[step.step].label}
        {errors ? (
          <span className="block text-ink-soft text-sm @4xl:hidden">
            <Breakable text={errors} />
          </span>
        ) : null}
        <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-sunken">
          <span
            className="block h-full rounded-full bg-line-control"
            style={{ width: `${share * 100}%` }}
          />
        </span>
      </TableCell>
      <TableCell numeric>
        {step.reached.toLocaleString('en-US')}{' '}
        <span className="text-ink-soft">({Math.round(share * 100)}%)</span>
      </TableCell>
      <TableCell numeric>{step.left === 0 ? '–' : step.left.toLocaleString('en-US')}</TableCell>
      <TableCell numeric hideBelow="sm">
        {step.medianMs === null ? '–' : describeDuration(step.medianMs)}
      </TableCell>
      <TableCell hideBelow="lg" className="break-words text-ink-soft text-sm">
        {errors ? <Breakable text={errors} /> : '–'}
      </TableCell>
    </TableRow>
  );
}

function listErrors({ errors }: LinkFunnelStep): string {
  return errors
    .slice(0, 4)
    .map(({ code, sessions }) => `${code === 'none' ? 'no error' : code} ${sessions}×`)
    .join(', ');
}
