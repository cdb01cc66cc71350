'use client';

import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type { StatementSourceDto } from '#lib/statements/contract';
import { refreshStatements } from '#lib/statements/hooks';

/** The banks that can be asked for newer statements; none where the viewer linked none. */
export function SourceList({ sources }: { sources: readonly StatementSourceDto[] }) {
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="newer-statements">
      <SectionHeading id="newer-statements">Newer statements</SectionHeading>
      <ul>
        {sources.map((source) => (
          <SourceRow key={source.itemId} source={source} />
        ))}
      </ul>
      <p className="max-w-prose pt-3 text-ink-soft text-sm">
        Banks give new statements when they are asked, of the last two years. The documents stay
        with the bank: each is fetched when you download it, and kept nowhere here.
      </p>
    </section>
  );
}

function SourceRow({ source }: { source: StatementSourceDto }) {
  const { itemId, bank, refreshingAt, refreshFailed } = source;
  const { pending, problem, attempt } = useAttempt();
  const mayChange = useMayChange();
  const ask = () =>
    attempt(async () => {
      await refreshStatements(itemId);
      toast({ title: `${bank} is asked for newer statements` });
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-48">
        {bank}
        <span aria-live="polite" className="block text-ink-soft text-sm">
          {problem ? <span className="text-danger">{problem}</span> : null}
          {refreshingAt && !problem ? (
            <>
              Asked <RelativeTime iso={refreshingAt} />. What it gives appears here by itself. If
              nothing has come within an hour, you can ask again.
            </>
          ) : null}
          {refreshFailed && !refreshingAt && !problem
            ? 'The bank gave none when it was last asked. Those that were here still are.'
            : null}
        </span>
      </span>
      {mayChange && !refreshingAt ? (
        <Button size="sm" loading={pending} onClick={ask}>
          Ask now
          <VisuallyHidden>, {bank}</VisuallyHidden>
        </Button>
      ) : null}
    </li>
  );
}
