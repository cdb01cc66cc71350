import { toast } from '#components/ui/toast';
import { signOut } from '#lib/auth/hooks';
import { describeError } from '#lib/client/api';

/** Signs out, or says why one is still there. */
export function useSignOut(): () => void {
  return () => {
    signOut().catch((error: unknown) => {
      const title = 'You are still signed in';
      toast({ tone: 'danger', title, description: describeError(error) });
    });
  };
}
