import { useState } from 'react';
import { describeError } from './api.ts';

/**
 * Work that a person starts and waits for.
 *
 * @returns `pending` while it runs, and `problem`, in words for the person, when the last attempt failed
 */
export function useAttempt() {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>): void => {
    setPending(true);
    setProblem(null);
    work()
      .catch((error: unknown) => setProblem(describeError(error)))
      .finally(() => setPending(false));
  };
  return { pending, problem, attempt };
}
