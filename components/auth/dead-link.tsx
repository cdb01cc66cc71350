import type { ReactNode } from 'react';
import { AuthFrame } from '#components/shell/auth-frame';
import { Button } from '#components/ui/button';

/** For a link of a mail that leads nowhere any more. `children`: the link to what to do instead. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <AuthFrame
      title="This link does not work any more"
      description="It was used already, or is too old. Nothing was changed."
    >
      <Button asChild variant="primary" className="w-full">
        {children}
      </Button>
    </AuthFrame>
  );
}
