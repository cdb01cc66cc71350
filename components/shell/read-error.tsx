import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { describeError } from '#lib/client/api';

/** Says in the place of what could not be read that it could not, and reads it again on a press. */
export function ReadError({
  title,
  error,
  onRetry,
  className,
}: {
  /** "The list could not be read" */
  title: string;
  error: unknown;
  onRetry: () => unknown;
  className?: string;
}) {
  return (
    <Callout
      tone="danger"
      role="alert"
      title={title}
      action={
        <Button size="sm" onClick={() => void onRetry()}>
          Try again
        </Button>
      }
      className={className}
    >
      {describeError(error)}
    </Callout>
  );
}
