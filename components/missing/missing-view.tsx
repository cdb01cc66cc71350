'use client';

import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { ReadError } from '#components/shell/read-error';
import { useToday } from '#components/shell/today';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SkeletonRows } from '#components/ui/skeleton';
import { TextLink } from '#components/ui/text-link';
import type { AccountDto } from '#lib/accounts/contract';
import type { MissingQuery } from '#lib/missing/contract';
import { useMissing } from '#lib/missing/hooks';
import { readQuestion, writeQuestion } from '#lib/missing/question-url';
import { BundleSection } from './bundle-section.tsx';
import { QuestionForm } from './question-form.tsx';
import { StepList } from './step-list.tsx';

/** "Something is missing?": where it may be, why it may not be here, and what to send to Plaid. */
export function MissingView({
  account,
  accounts,
  today: todayFallback,
}: {
  account: AccountDto;
  accounts: AccountDto[];
  today: string;
}) {
  const router = useRouter();
  const given = Object.fromEntries(useSearchParams());
  const question = readQuestion(given);
  const today = useToday(todayFallback);
  const { steps, error, retry, keep, readBundle } = useMissing(account.id, question);
  const ask = (accountId: string, asked: MissingQuery | null) => {
    const query = asked ? `?${writeQuestion(asked)}` : '';
    router.push(`/accounts/${accountId}/missing${query}` as Route);
  };
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Something is missing?"
        description="Say what you miss, about as well as you know it. We look everywhere it may be, and at why it may not be here yet."
        back={
          <TextLink asChild>
            <Link href={`/accounts/${account.id}`}>{account.name}</Link>
          </TextLink>
        }
      />
      <QuestionForm account={account} accounts={accounts} given={given} today={today} onAsk={ask} />
      {error ? (
        <ReadError title="It could not be looked for" error={error} onRetry={retry} />
      ) : null}
      <div aria-live="polite">
        {question && !steps && !error ? <SkeletonRows rows={9} label="Looking for it" /> : null}
        {steps ? (
          <StepList steps={steps} accountId={account.id} today={today} onKeep={keep} />
        ) : null}
      </div>
      {question && steps && account.linkedBy === null ? (
        <BundleSection
          key={String(writeQuestion(question))}
          onRead={(amounts) => readBundle(question, amounts)}
        />
      ) : null}
    </div>
  );
}
