'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Spinner } from '#components/ui/spinner';
import { ApiError, describeError } from '#lib/client/api';
import { LinkBankButton } from './link-bank-button.tsx';
import { useResumeLink } from './link-session.tsx';

type Progress = { at: 'opening' | 'left' | 'lost' } | { at: 'failed'; problem: string };

/**
 * Where a bank's own page sends people back to: Link goes on with the token it began with. A reload
 * begins this anew; another tab finds the token, too, because the server keeps it.
 */
export function LinkReturn({ fromBank }: { fromBank: boolean }) {
  const router = useRouter();
  const resume = useResumeLink();
  const [progress, setProgress] = useState<Progress>({ at: fromBank ? 'opening' : 'lost' });
  const goOn = useEffectEvent(() => {
    resume({
      receivedRedirectUri: window.location.href,
      onEnd: (how, purpose) => {
        if (how === 'done') {
          router.replace(purpose === 'income' ? '/documents/income' : '/connections');
        } else setProgress({ at: 'left' });
      },
    }).catch((error: unknown) => {
      const isLost = error instanceof ApiError && error.code === 'not_found';
      setProgress(isLost ? { at: 'lost' } : { at: 'failed', problem: describeError(error) });
    });
  });
  useEffect(() => {
    if (fromBank) goOn();
  }, [fromBank]);

  if (progress.at === 'opening') {
    return (
      <div className="grid justify-items-center gap-3 py-20 text-ink-soft" role="status">
        <Spinner />
        Back from your bank. Link opens again.
      </div>
    );
  }
  return (
    <EmptyState
      level={1}
      className="py-20"
      title={titles[progress.at]}
      actions={
        <>
          {progress.at === 'failed' ? (
            <Button variant="primary" onClick={() => window.location.reload()}>
              Try again
            </Button>
          ) : (
            <LinkBankButton />
          )}
          <Button asChild>
            <Link href="/connections">See connections</Link>
          </Button>
        </>
      }
    >
      {progress.at === 'failed' ? progress.problem : explanations[progress.at]}
    </EmptyState>
  );
}

const titles = {
  left: 'Link was closed',
  lost: 'This return from a bank cannot be used',
  failed: 'Link did not open',
} as const;

const explanations = {
  left: 'The bank was not linked. Nothing that is here has changed.',
  lost: 'It took longer than four hours, or it began in another browser or under another sign-in. Nothing was linked and nothing is lost: begin once more, and finish in the same browser.',
} as const;
