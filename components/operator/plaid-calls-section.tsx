'use client';

import type { Route } from 'next';
import { SparkBars } from '#components/charts/spark-bars';
import { ReadError } from '#components/shell/read-error';
import { SectionHeading } from '#components/ui/section-heading';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { PlaidCallsDto } from '#lib/plaid-calls/contract';
import { usePlaidCalls } from '#lib/plaid-calls/hooks';
import { type CallSpan, callSpans } from '#lib/plaid-calls/spans';
import { Breakable } from './breakable.tsx';
import { describeDuration } from './describe-duration.ts';
import { FilterLinks } from './filter-links.tsx';

const spanWords: Record<CallSpan, { label: string; part: string }> = {
  hour: { label: 'Last hour', part: 'five minutes' },
  day: { label: 'Last day', part: 'hour' },
  week: { label: 'Last week', part: 'six hours' },
};

const options = callSpans.map((span) => ({
  value: span,
  label: spanWords[span].label,
  href: `/admin/plaid?span=${span}` as Route,
}));

/** How often each of Plaid's endpoints was called, how it answered, and how near that came to what Plaid allows. */
export function PlaidCallsSection({ span, fallback }: { span: CallSpan; fallback: PlaidCallsDto }) {
  const { plaidCalls, error, retry } = usePlaidCalls(span, fallback);
  return (
    <section aria-labelledby="plaid-calls">
      <SectionHeading id="plaid-calls" ruled={false}>
        Calls by endpoint
      </SectionHeading>
      <FilterLinks label="How far back" options={options} current={span} />
      {error ? (
        <ReadError title="The calls could not be read" error={error} onRetry={retry} />
      ) : null}
      {plaidCalls.items.length === 0 ? (
        <p className="py-4 text-ink-soft">Plaid was not called in this time.</p>
      ) : (
        <CallTable span={span} items={plaidCalls.items} />
      )}
    </section>
  );
}

function CallTable({ span, items }: { span: CallSpan; items: Endpoint[] }) {
  const { part } = spanWords[span];
  return (
    <Table label={`Calls by endpoint, ${spanWords[span].label.toLowerCase()}`}>
      <TableHead>
        <TableColumn>Endpoint</TableColumn>
        <TableColumn hideBelow="md" className="w-36">
          By {part}
        </TableColumn>
        <TableColumn numeric className="w-20">
          Calls
        </TableColumn>
        <TableColumn numeric className="w-20">
          Failed
        </TableColumn>
        <TableColumn numeric hideBelow="md" className="w-24">
          Half within
        </TableColumn>
        <TableColumn numeric hideBelow="md" className="w-24">
          95% within
        </TableColumn>
        {span === 'hour' ? (
          <TableColumn numeric hideBelow="lg" className="w-36">
            Busiest minute
          </TableColumn>
        ) : null}
      </TableHead>
      <TableBody>
        {items.map((each) => (
          <EndpointRow key={each.endpoint} span={span} endpoint={each} />
        ))}
      </TableBody>
    </Table>
  );
}

type Endpoint = PlaidCallsDto['items'][number];

function EndpointRow({ span, endpoint: each }: { span: CallSpan; endpoint: Endpoint }) {
  const trouble = listTrouble(each);
  return (
    <TableRow>
      <TableCell className="break-words">
        <Breakable text={each.endpoint} />
        {trouble.length > 0 ? (
          <span className="block text-ink-soft text-sm">
            <Breakable text={trouble.join(', ')} />
          </span>
        ) : null}
        <span className="block text-ink-soft text-sm @xl:hidden">{describePace(each)}</span>
      </TableCell>
      <TableCell hideBelow="md">
        <SparkBars values={each.course} className="h-5 w-full" />
        <VisuallyHidden>{each.course.join(', ')}</VisuallyHidden>
      </TableCell>
      <TableCell numeric>{inEnglish(each.calls)}</TableCell>
      <TableCell numeric>{inEnglish(each.failed)}</TableCell>
      <TableCell numeric hideBelow="md">
        {durationOr(each.p50Ms)}
      </TableCell>
      <TableCell numeric hideBelow="md">
        {durationOr(each.p95Ms)}
      </TableCell>
      {span === 'hour' ? (
        <TableCell numeric hideBelow="lg">
          {describeBusiest(each)}
        </TableCell>
      ) : null}
    </TableRow>
  );
}

/** The commonest errors, and what was too many, where there is any of it. */
function listTrouble({ errors, limited, heldBack }: Endpoint): string[] {
  const most = errors.slice(0, 3).map(({ code, calls }) => `${code} ${inEnglish(calls)}×`);
  if (limited > 0) most.push(`refused as too many ${inEnglish(limited)}×`);
  if (heldBack > 0) most.push(`held back ${inEnglish(heldBack)}×`);
  return most;
}

function describePace({ p50Ms, p95Ms }: Endpoint): string {
  return p50Ms === null
    ? 'none was sent'
    : `half within ${durationOr(p50Ms)}, 95% within ${durationOr(p95Ms)}`;
}

function describeBusiest({ busiestMinute, limits }: Endpoint): string {
  const sent = inEnglish(busiestMinute ?? 0);
  return limits.client === null ? sent : `${sent} of ${inEnglish(limits.client)}`;
}

function durationOr(ms: number | null): string {
  return ms === null ? '–' : describeDuration(ms);
}

function inEnglish(count: number): string {
  return count.toLocaleString('en-US');
}
