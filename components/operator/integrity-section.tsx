'use client';

import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { describeError } from '#lib/client/api';
import type { IntegrityResult } from '#lib/integrity/contract';
import { useIntegrity } from '#lib/integrity/hooks';

/** Holds the database against the invariants, when asked: it reads every row. */
export function IntegritySection() {
  const { results, error, isChecking, check } = useIntegrity();
  return (
    <section aria-labelledby="integrity">
      <SectionHeading
        id="integrity"
        aside={
          <Button size="sm" loading={isChecking} onClick={() => void check()}>
            Check now
          </Button>
        }
        className="items-center"
      >
        Integrity
      </SectionHeading>
      <div aria-live="polite">
        {error ? (
          <Callout tone="danger" title="It could not be checked" className="mt-4">
            {describeError(error)}
          </Callout>
        ) : null}
        {results ? (
          <ul>
            {results.map((result) => (
              <CheckRow key={result.statement} result={result} />
            ))}
          </ul>
        ) : (
          <p className="py-4 text-ink-soft">
            Reads the whole database in one snapshot and changes nothing. The same as{' '}
            <code className="text-sm">npm run doctor -- integrity</code>.
          </p>
        )}
      </div>
    </section>
  );
}

function CheckRow({ result }: { result: IntegrityResult }) {
  const { invariant, statement, violations, more } = result;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0">
      <span className="w-10 shrink-0 text-ink-faint text-sm">{invariant}</span>
      <span className="min-w-0 flex-1 basis-60">
        {statement}
        {violations.length > 0 ? (
          <span className="block break-all text-ink-soft text-sm">
            {violations.join(', ')}
            {more ? ' and more' : ''}
          </span>
        ) : null}
      </span>
      {violations.length === 0 ? (
        <StatusPill tone="positive" variant="plain">
          Holds
        </StatusPill>
      ) : (
        <StatusPill tone="danger">Broken</StatusPill>
      )}
    </li>
  );
}
