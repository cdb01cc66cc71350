'use client';

import { SectionHeading } from '#components/ui/section-heading';
import type { PrivacyDto } from '#lib/privacy/contract';
import { SightSelect } from './sight-select.tsx';
import { useDecide } from './use-decide.ts';
import { listViewers } from './viewers.ts';

/** Who sees one account that the person linked, and how much of it. */
export function AccountPrivacy({
  accountId,
  fallback,
}: {
  accountId: string;
  fallback: PrivacyDto;
}) {
  const { privacy, decide } = useDecide(fallback);
  const account = privacy.accounts.find(({ id }) => id === accountId);
  if (!account) return null;
  return (
    <section aria-labelledby="privacy" className="mb-10">
      <SectionHeading id="privacy">Who sees this</SectionHeading>
      <ul>
        {listViewers(privacy).map((viewer) => (
          <li
            key={viewer.key}
            className="flex min-h-12 items-center justify-between gap-4 border-line border-b py-1.5"
          >
            <span className="min-w-0 truncate">{viewer.name}</span>
            <SightSelect
              label={`${viewer.name}: ${account.name}`}
              value={viewer.sightOf(account)}
              onChange={(sight) => decide({ accountId, memberId: viewer.memberId, sight })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
