'use client';

import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { LinkFunnelDto, LinkFunnelRow, LinkTrouble } from '#lib/link-events/contract';
import { useLinkFunnel } from '#lib/link-events/hooks';
import { stepWords } from './link-step-words.ts';
import { LinkSteps } from './link-steps.tsx';

/** Where people give up in Link, by bank, and what Plaid's support would ask about it. */
export function LinkFunnelSection({ fallback }: { fallback: LinkFunnelDto }) {
  const { items, steps, trouble } = useLinkFunnel(fallback);
  return (
    <section aria-labelledby="link-funnel" className="mb-12">
      <SectionHeading id="link-funnel">Link, the last 30 days</SectionHeading>
      {items.length === 0 ? (
        <p className="py-4 text-ink-soft">Nobody has opened Link.</p>
      ) : (
        <>
          <LinkSteps steps={steps} />
          <h3 className="mt-8 mb-1 font-medium">By bank</h3>
          <Table label="How far people got in Link, by bank">
            <TableHead>
              <TableColumn>Bank</TableColumn>
              <TableColumn numeric className="w-20">
                Opened
              </TableColumn>
              <TableColumn numeric hideBelow="sm" className="w-20">
                Chosen
              </TableColumn>
              <TableColumn numeric hideBelow="sm" className="w-24">
                Signed in
              </TableColumn>
              <TableColumn numeric className="w-22">
                Finished
              </TableColumn>
              <TableColumn hideBelow="md" className="w-32">
                Mostly left
              </TableColumn>
              <TableColumn hideBelow="md">Errors on the way</TableColumn>
            </TableHead>
            <TableBody>
              {items.map((row) => (
                <BankRow key={`${row.institution} ${row.kind}`} row={row} />
              ))}
            </TableBody>
          </Table>
        </>
      )}
      {trouble.length > 0 ? (
        <>
          <h3 className="mt-8 font-medium">Latest sessions that failed</h3>
          <ul className="mt-2 border-line border-t">
            {trouble.map((each) => (
              <TroubleRow key={each.linkSessionId} trouble={each} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function BankRow({ row }: { row: LinkFunnelRow }) {
  const share = Math.round((100 * row.finished) / row.opened);
  return (
    <TableRow>
      <TableCell className="break-words">
        {row.institution ?? 'No bank chosen'}
        {row.kind === 'update' ? <span className="text-ink-faint"> · update</span> : null}
      </TableCell>
      <TableCell numeric>{row.opened}</TableCell>
      <TableCell numeric hideBelow="sm">
        {row.chosen}
      </TableCell>
      <TableCell numeric hideBelow="sm">
        {row.signedIn}
      </TableCell>
      <TableCell numeric>
        {row.finished} <span className="text-ink-faint">({share}%)</span>
      </TableCell>
      <TableCell hideBelow="md" className="text-ink-soft text-sm">
        {row.leftAt ? stepWords[row.leftAt].left : '–'}
      </TableCell>
      <TableCell hideBelow="md" className="break-words text-ink-soft text-sm">
        {row.errors.map(({ code, sessions }) => `${code} ${sessions}×`).join(', ') || '–'}
      </TableCell>
    </TableRow>
  );
}

function TroubleRow({ trouble }: { trouble: LinkTrouble }) {
  const { institution, kind, errorCode, exitStatus, linkSessionId, requestId, at } = trouble;
  return (
    <li className="border-line border-b py-2.5">
      <p className="break-words">
        {institution ?? 'No bank chosen'}
        {kind === 'update' ? ' (update)' : ''}: {errorCode}
        {exitStatus ? <span className="text-ink-soft">, left at {exitStatus}</span> : null}
        <span className="text-ink-faint">
          {', '}
          <RelativeTime iso={at} />
        </span>
      </p>
      <p className="break-all font-mono text-ink-soft text-xs">
        link_session_id {linkSessionId}
        {requestId ? `, request_id ${requestId}` : ''}
      </p>
    </li>
  );
}
