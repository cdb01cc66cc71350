import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { DialogClose } from './dialog.tsx';
import { FormActions } from './form-actions.tsx';

/** The end of a form in a dialog: the way out, and the button that sends it. */
export function DialogActions({
  cancel = (
    <DialogClose asChild>
      <Button>Cancel</Button>
    </DialogClose>
  ),
  ...props
}: {
  /** The verb, not "OK". */
  submitLabel: ReactNode;
  busy: boolean;
  cancel?: ReactNode;
}) {
  return <FormActions {...props} cancel={cancel} />;
}
