import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** The end of a form: the way out, and the button that sends it. In a dialog: dialog-actions.tsx. */
export function FormActions({
  submitLabel,
  busy,
  cancel,
}: {
  /** The verb, not "OK". */
  submitLabel: ReactNode;
  busy: boolean;
  /** Null where the form stands on a page, which one leaves otherwise: the button takes the width. */
  cancel: ReactNode;
}) {
  return (
    <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      {cancel}
      <Button
        type="submit"
        variant="primary"
        loading={busy}
        className={cancel ? undefined : 'w-full'}
      >
        {submitLabel}
      </Button>
    </div>
  );
}
