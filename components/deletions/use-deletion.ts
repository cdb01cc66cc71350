import { useStepUp } from '#components/auth/step-up';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { startDeletion, useDeletionPreview } from '#lib/deletions/hooks';

/**
 * What a deletion would take, and its beginning: after the person has proved who they are.
 *
 * @param open  whether its dialog is; nothing is read before
 */
export function useDeletion(open: boolean) {
  const { preview, error } = useDeletionPreview(open);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  return {
    preview,
    pending,
    problem: problem ?? (error ? describeError(error) : null),
    start: (input: Parameters<typeof startDeletion>[0]) =>
      attempt(() => withStepUp(() => startDeletion(input))),
  };
}
