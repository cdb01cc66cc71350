import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import type { GrantDto } from '#lib/processors/contract';
import { partnerNames } from '#lib/processors/partners';
import { grantWords } from './grant-words.ts';

const list = new Intl.ListFormat('en-US');

/** To whom what was opened, when, and whether it still is. */
export function GrantList({ grants }: { grants: readonly GrantDto[] }) {
  return (
    <ul>
      {grants.map((grant) => (
        <GrantRow key={grant.id} grant={grant} />
      ))}
    </ul>
  );
}

function GrantRow({
  grant: { partner, account, bank, products, givenAt, endedAt, isUnsure },
}: {
  grant: GrantDto;
}) {
  return (
    <li className="flex items-start justify-between gap-6 border-line border-b py-2.5">
      <span className="min-w-0">
        <span className="block">
          {partnerNames[partner]}: {account}, {bank}
        </span>
        <span className="block text-ink-soft text-sm">
          {list.format(products.map((product) => grantWords[product].label))}.{' '}
          {isUnsure ? 'Asked for' : 'Given'} <RelativeTime iso={givenAt} />
          {endedAt ? (
            <>
              , ended <RelativeTime iso={endedAt} />
            </>
          ) : null}
        </span>
        {isUnsure && !endedAt ? (
          <span className="block text-ink-soft text-sm">
            Plaid’s answer did not come. A token may exist there; nobody was given it.
          </span>
        ) : null}
      </span>
      <StatusPill
        tone={endedAt ? 'neutral' : isUnsure ? 'warning' : 'info'}
        className="mt-0.5 shrink-0"
      >
        {endedAt ? 'Ended' : isUnsure ? 'May exist' : 'Open'}
      </StatusPill>
    </li>
  );
}
