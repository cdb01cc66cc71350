import { Button } from '#components/ui/button';
import type { ProofFormProps } from './proof-form.tsx';

export function ProofFooter({
  busy,
  action,
  cancel,
}: Pick<ProofFormProps, 'action' | 'cancel'> & { busy: boolean }) {
  return (
    <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      {cancel}
      <Button
        type="submit"
        variant="primary"
        loading={busy}
        className={cancel ? undefined : 'w-full'}
      >
        {action}
      </Button>
    </div>
  );
}
