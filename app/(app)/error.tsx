'use client';

import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

export default function AppError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <EmptyState
      level={1}
      drawing="apart"
      title="This page could not be shown"
      actions={<Button onClick={reset}>Try again</Button>}
      className="py-20"
    >
      Nothing was lost or changed. If it happens again, tell whoever runs this server
      {error.digest ? ` and name the error ${error.digest}` : ''}.
    </EmptyState>
  );
}
