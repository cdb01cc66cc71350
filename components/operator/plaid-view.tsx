'use client';

import { ReadError } from '#components/shell/read-error';
import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { PlaidDto } from '#lib/operator/contract';
import { usePlaid } from '#lib/operator/hooks';
import { Breakable } from './breakable.tsx';

/** What is left of the calls that Plaid allows, and how it answered the syncs. */
export function PlaidView({ fallback }: { fallback: PlaidDto }) {
  const { plaid, error, retry } = usePlaid(fallback);
  return (
    <div className="flex flex-col gap-10">
      {error ? (
        <ReadError title="This is not current any more" error={error} onRetry={retry} />
      ) : null}
      {plaid.isLimited ? null : (
        <Callout tone="attention" title="Nobody holds calls back">
          PLAID_RATE_LIMITS is off: Plaid refuses what is too much, and the syncs try again later.
        </Callout>
      )}
      <Headroom headroom={plaid.headroom} />
      <Answers answers={plaid.answers} />
    </div>
  );
}

function Headroom({ headroom }: Pick<PlaidDto, 'headroom'>) {
  return (
    <section aria-labelledby="headroom">
      <SectionHeading id="headroom">Left of what Plaid allows a minute</SectionHeading>
      {headroom.length === 0 ? (
        <p className="py-4 text-ink-soft">
          All of it: nothing that Plaid limits was called in the last day.
        </p>
      ) : (
        <Table label="Left of what Plaid allows a minute, by endpoint">
          <TableHead>
            <TableColumn>Endpoint</TableColumn>
            <TableColumn numeric className="w-24 @md:w-36">
              All of us
            </TableColumn>
            <TableColumn numeric className="w-28 @md:w-36">
              Tightest item
            </TableColumn>
            <TableColumn numeric hideBelow="md" className="w-24">
              Items
            </TableColumn>
          </TableHead>
          <TableBody>
            {headroom.map(({ endpoint, client, item, items, limits }) => (
              <TableRow key={endpoint}>
                <TableCell className="break-words">
                  <Breakable text={endpoint} />
                </TableCell>
                <TableCell numeric>
                  <Share left={client} limit={limits.client} />
                </TableCell>
                <TableCell numeric>
                  <Share left={item} limit={limits.item} />
                </TableCell>
                <TableCell numeric hideBelow="md">
                  {items}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}

function Answers({ answers }: Pick<PlaidDto, 'answers'>) {
  return (
    <section aria-labelledby="answers">
      <SectionHeading id="answers">How syncs were answered</SectionHeading>
      {answers.length === 0 ? (
        <p className="py-4 text-ink-soft">Nothing was synced in the last day.</p>
      ) : (
        <Table label="How syncs were answered, by error code">
          <TableHead>
            <TableColumn>Answer</TableColumn>
            <TableColumn numeric className="w-24">
              Last hour
            </TableColumn>
            <TableColumn numeric className="w-24">
              Last day
            </TableColumn>
          </TableHead>
          <TableBody>
            {answers.map(({ code, hour, day }) => (
              <TableRow key={code}>
                <TableCell className="break-words">
                  {code === 'none' ? 'Went well' : <Breakable text={code} />}
                </TableCell>
                <TableCell numeric>{hour.toLocaleString('en-US')}</TableCell>
                <TableCell numeric>{day.toLocaleString('en-US')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}

/** What is left of what Plaid allows a minute. */
function Share({ left, limit }: { left: number | null; limit: number | null }) {
  if (left === null || limit === null) return '–';
  return (
    <>
      {Math.floor(left * 100)}%{' '}
      <span className="@md:inline hidden text-ink-soft">of {limit.toLocaleString('en-US')}</span>
    </>
  );
}
