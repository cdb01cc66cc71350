'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { AddAccountButton } from '#components/accounts/add-account-button';
import { useMayChange } from '#components/members/membership';
import { useToday } from '#components/shell/today';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import type { AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import type { FileImportListDto } from '#lib/imports/contract';
import { useFileImports } from '#lib/imports/hooks';
import { ImportHistory } from './import-history.tsx';
import { ImportReview } from './import-review.tsx';
import { UploadForm } from './upload-form.tsx';

/** Brings transactions in from a file: choose it, look at what it says, import it. */
export function ImportView({
  accounts: accountsFallback,
  imports: importsFallback,
  today: todayFallback,
}: {
  accounts: AccountListDto;
  imports: FileImportListDto;
  today: string;
}) {
  const accounts = useAccounts(accountsFallback).items.filter(({ sight }) => sight === 'full');
  const imports = useFileImports(importsFallback);
  const today = useToday(todayFallback);
  const params = useSearchParams();
  const router = useRouter();
  const mayChange = useMayChange();
  const openId = params.get('open');
  const show = (id: string | null) => router.push(id ? `/import?open=${id}` : '/import');
  const header = (
    <PageHeader
      title="Import"
      description="Transactions from a file of your bank: CSV, OFX, QFX or QIF."
      back={
        <TextLink asChild>
          <Link href="/accounts">Accounts</Link>
        </TextLink>
      }
    />
  );
  if (!mayChange) {
    return (
      <>
        {header}
        <p className="text-ink-soft">You can look at this household, not bring anything into it.</p>
      </>
    );
  }
  if (accounts.length === 0) {
    return (
      <>
        {header}
        <EmptyState title="First an account" actions={<AddAccountButton today={today} />}>
          What you import goes into an account. Add the one that the file is of, or link its bank.
        </EmptyState>
      </>
    );
  }
  return (
    <div className="max-w-4xl">
      {header}
      {openId ? (
        <ImportReview
          key={openId}
          id={openId}
          accounts={accounts}
          today={today}
          onClose={() => show(null)}
        />
      ) : (
        <UploadForm accounts={accounts} accountId={params.get('accountId')} onUploaded={show} />
      )}
      <ImportHistory imports={imports.filter(({ id }) => id !== openId)} onOpen={show} />
    </div>
  );
}
