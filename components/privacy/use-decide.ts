import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { PrivacyDto, PrivacyPatch } from '#lib/privacy/contract';
import { usePrivacy } from '#lib/privacy/hooks';

/** What one shows the others, and a way to change it that says itself when it failed. */
export function useDecide(fallback: PrivacyDto) {
  const { privacy, setPrivacy } = usePrivacy(fallback);
  const decide = (patch: PrivacyPatch) => {
    setPrivacy(patch).catch((error: unknown) => {
      toast({ tone: 'danger', title: 'Not changed', description: describeError(error) });
    });
  };
  return { privacy, decide };
}
