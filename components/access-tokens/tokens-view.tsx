'use client';

import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { AccessTokenListDto } from '#lib/access-tokens/contract';
import { useTokens } from '#lib/access-tokens/hooks';
import type { CivilDate } from '#lib/dates/civil-date';
import { NewTokenForm } from './new-token-form.tsx';
import { TokenRow } from './token-row.tsx';

/** The tokens by which programs of a member's ask the API: making one, and what became of the others. */
export function TokensView({
  fallback,
  mayChange,
  today,
}: {
  fallback: AccessTokenListDto;
  mayChange: boolean;
  today: CivilDate;
}) {
  const { tokens, createToken, revokeToken } = useTokens(fallback);
  return (
    <div className="flex flex-col gap-12">
      <section aria-labelledby="new-token">
        <SectionHeading id="new-token">New token</SectionHeading>
        <p className="max-w-prose py-3 text-ink-soft">
          A program that has it sees what you see of this household, as far as you choose here. No
          token links a bank, tells account numbers, or touches how anybody signs in. What can be
          asked is in the{' '}
          <TextLink asChild>
            <Link href="/settings/api/reference">reference</Link>
          </TextLink>
          .
        </p>
        <NewTokenForm mayChange={mayChange} onCreate={createToken} />
      </section>
      <section aria-labelledby="tokens">
        <SectionHeading id="tokens">Your tokens</SectionHeading>
        {tokens.length === 0 ? (
          <p className="py-3 text-ink-soft">You have none.</p>
        ) : (
          <ul>
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                today={today}
                onRevoke={() => revokeToken(token.id)}
              />
            ))}
          </ul>
        )}
        <p className="mt-3 max-w-prose text-ink-faint text-sm">
          Nobody else in the household sees them. A new password ends all of them; signing out
          elsewhere does not.
        </p>
      </section>
      <section aria-labelledby="webhooks">
        <SectionHeading id="webhooks">Webhooks</SectionHeading>
        <p className="max-w-prose py-3 text-ink-soft">
          A program that wants to know when something changes need not ask all the time: have it
          told by a{' '}
          <TextLink asChild>
            <Link href="/settings/api/webhooks">webhook</Link>
          </TextLink>
          .
        </p>
      </section>
    </div>
  );
}
