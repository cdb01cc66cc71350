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
      {grants.map(({ id, partner, account, bank, products, givenAt, endedAt }) => (
        <li key={id} className="flex items-start justify-between gap-6 border-line border-b py-2.5">
          <span className="min-w-0">
            <span className="block">
              {partnerNames[partner]}: {account}, {bank}
            </span>
            <span className="block text-ink-soft text-sm">
              {list.format(products.map((product) => grantWords[product].label))}. Given{' '}
              <RelativeTime iso={givenAt} />
              {endedAt ? (
                <>
                  , ended <RelativeTime iso={endedAt} />
                </>
              ) : null}
            </span>
          </span>
          <StatusPill tone={endedAt ? 'neutral' : 'info'} className="mt-0.5 shrink-0">
            {endedAt ? 'Ended' : 'Open'}
          </StatusPill>
        </li>
      ))}
    </ul>
  );
}
