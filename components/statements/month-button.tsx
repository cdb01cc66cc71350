'use client';

import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { formatMonth } from '#lib/dates/format-month';
import { saveStatement } from '#lib/statements/hooks';

/** Asks the bank for the statement of a month, and has the browser save it. */
export function MonthButton({
  statementId,
  month,
  accountName,
  place,
}: {
  statementId: string;
  month: string;
  accountName: string;
  /** Which one it is where the bank gave several; null for the only one. */
  place: number | null;
}) {
  const [short, year] = formatMonth(month, 'short').split(' ');
  const { pending, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const name = `${formatMonth(month)}${place ? `, number ${place}` : ''}`;
  const save = () =>
    attempt(async () => {
      try {
        await withStepUp(() => saveStatement(statementId));
        toast({ title: 'Statement saved', description: `${accountName}, ${name}` });
      } catch (error) {
        toast({ tone: 'danger', title: 'Not downloaded', description: describeError(error) });
      }
    });
  return (
    <Button
      size="sm"
      loading={pending}
      onClick={() => void save()}
      className="w-full px-0 pointer-coarse:px-0"
    >
      <span>
        <VisuallyHidden>Download {accountName}, </VisuallyHidden>
        {short}
        <VisuallyHidden> {year}</VisuallyHidden>
        {place ? (
          <>
            <VisuallyHidden>, number</VisuallyHidden> {place}
          </>
        ) : null}
      </span>
    </Button>
  );
}
