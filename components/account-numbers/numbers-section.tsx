'use client';

import { useEffect, useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { ConfirmDepositButton, GiveConsentButton } from '#components/items/link-buttons';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import type { AccountNumbersDto } from '#lib/account-numbers/contract';
import { askNumbers } from '#lib/account-numbers/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { NumberList } from './number-list.tsx';

/** Whoever leaves the screen does not leave them on it. */
const shownMs = 120_000;

/** The numbers by which money finds an account: asked for, shown for a while, and kept nowhere. */
export function NumbersSection({ accountId, itemId }: { accountId: string; itemId: string }) {
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
    <section aria-labelledby="numbers" className="mb-10">
      <SectionHeading
        id="numbers"
        aside={
          isShown ? (
            <Button size="sm" onClick={() => setAnswer(null)}>
              Hide
            </Button>
          ) : (
            <Button size="sm" loading={pending} onClick={show}>
              Show
            </Button>
          )
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
    </section>
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
      return answer.byHand ? (
        <Callout
          title="A small deposit has to be confirmed first"
          action={<ConfirmDepositButton itemId={itemId} />}
        >
          Its text in the account's transactions holds a code. Until then the bank does not say the
          numbers.
        </Callout>
      ) : (
        <Callout title="A small deposit is on its way">
          It proves that the account is yours and takes one or two working days; there is nothing to
          do.
        </Callout>
      );
    case 'unsupported':
      return (
        <Callout title="Not offered by this bank">
          It tells no numbers of this account. They stand on its statements.
        </Callout>
      );
  }
}
