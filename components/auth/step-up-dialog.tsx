'use client';

import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import type { ProofKindsDto } from '#lib/auth/contract';
import { stepUp } from '#lib/auth/hooks';
import { ProofForm } from './proof-form.tsx';

/** Asks the person to prove anew who they are, over whatever asked for it. */
export function StepUpDialog({
  open,
  proof: { kinds, provider },
  email,
  onProved,
  onLeave,
}: {
  open: boolean;
  proof: ProofKindsDto;
  email: string;
  onProved: () => void;
  onLeave: () => void;
}) {
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent
        title="Confirm that it’s you"
        description="What you are about to do asks for it. It then holds for ten minutes."
      >
        <ProofForm
          kinds={kinds}
          provider={provider}
          email={email}
          use="step_up"
          action="Confirm"
          cancel={
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
          }
          send={async (proof) => {
            await stepUp(proof);
            onProved();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
