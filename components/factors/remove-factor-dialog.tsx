'use client';

import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { useAttempt } from '#lib/client/use-attempt';

const common = 'You are signed out everywhere else.';

/** Asks before something that signs the person in stops doing so. */
export function RemoveFactorDialog({
  open,
  onOpenChange,
  what,
  firstStep,
  isLast,
  onRemove,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** "your authenticator app" */
  what: string;
  firstStep: string;
  /** Nothing but the first step is left then. */
  isLast: boolean;
  onRemove: () => Promise<void>;
}) {
  const { pending, problem, attempt } = useAttempt();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${what}?`}
      description={
        isLast
          ? `From then on ${firstStep} alone signs in, for you and for whoever gets hold of that. Your recovery codes go too. ${common}`
          : `It no longer signs you in. ${common}`
      }
      confirmLabel="Remove"
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={() =>
        attempt(async () => {
          await onRemove();
          onOpenChange(false);
        })
      }
    />
  );
}
