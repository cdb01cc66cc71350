'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { GiveConsentButton } from '#components/items/link-buttons';
import { PartnerButton } from '#components/processors/partner-button';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { onDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import type { AccountNumbersDto, Proof } from '#lib/account-numbers/contract';
import { askNumbers } from '#lib/account-numbers/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { Unproven } from './unproven.tsx';

// A proof and the bank's answer come before it.
const NumberList = onDemand(() => import('./number-list.tsx').then((file) => file.NumberList));

/** Whoever leaves the screen does not leave them on it. */
const shownMs = 120_000;

/** The numbers by which money finds an account, once it is proven; and to whom else they were opened. */
export function NumbersSection({
  accountId,
  account,
  itemId,
  proof,
  grants,
}: {
  accountId: string;
  account: string;
  itemId: string;
  /** Null: its numbers may be told. */
  proof: Proof | null;
  /** The list of whom they were opened to. */
  grants: ReactNode;
}) {
  return (
    <section aria-labelledby="numbers" className="mb-10">
      {proof === null ? (
        <Numbers accountId={accountId} account={account} itemId={itemId} />
      ) : (
        <>
          <SectionHeading id="numbers">Account numbers</SectionHeading>
          <div className="pt-3">
            <Unproven proof={proof} itemId={itemId} />
          </div>
        </>
      )}
      {grants}
    </section>
  );
}

/** Asked for, shown for a while, and kept nowhere. */
function Numbers({
  accountId,
  account,
  itemId,
}: {
  accountId: string;
  account: string;
  itemId: string;
}) {
  const [answer, setAnswer] = useState<AccountNumbersDto | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const isShown = answer?.state === 'told';
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setAnswer(null), shownMs);
    return () => clearTimeout(timer);
  }, [isShown]);
  const show = () => attempt(async () => setAnswer(await withStepUp(() => askNumbers(accountId))));
  return (
    <>
      <SectionHeading
        id="numbers"
        aside={
          <span className="flex gap-2">
            <PartnerButton accountId={accountId} account={account} />
            {isShown ? (
              <Button size="sm" onClick={() => setAnswer(null)}>
                Hide
              </Button>
            ) : (
              <Button size="sm" loading={pending} onClick={show}>
                Show
              </Button>
            )}
          </span>
        }
      >
        Account numbers
      </SectionHeading>
      {problem ? (
        <Callout tone="danger" role="alert" className="mt-3">
          {problem}
        </Callout>
      ) : null}
      {isShown ? (
        <NumberList numbers={answer.numbers} />
      ) : (
        <p className="py-3 text-ink-soft">
          For paying in and out. The bank is asked each time, and they are kept nowhere.
        </p>
      )}
      <div aria-live="polite">
        {answer && !isShown ? <Refusal answer={answer} itemId={itemId} /> : null}
      </div>
    </>
  );
}

/** Why there are none, and what to do. */
function Refusal({
  answer,
  itemId,
}: {
  answer: Exclude<AccountNumbersDto, { state: 'told' }>;
  itemId: string;
}) {
  switch (answer.state) {
    case 'needs_consent':
      return (
        <Callout
          title="The bank may not tell them yet"
          action={<GiveConsentButton itemId={itemId} products={['auth']} />}
        >
          When the account was linked, its numbers were not asked for. Allow it, then press Show
          again.
        </Callout>
      );
    case 'waiting':
      return <Unproven proof={answer.proof} itemId={itemId} />;
    case 'unsupported':
      return (
        <Callout title="Not offered by this bank">
          It tells no numbers of this account. They stand on its statements.
        </Callout>
      );
  }
}
