import { Callout } from '#components/ui/callout';
import type { FactorsDto } from '#lib/factors/contract';

/** At a glance: what signing in takes. */
export function Standing({ factors }: { factors: FactorsDto }) {
  const isTwoSteps = factors.totpSince !== null;
  return isTwoSteps ? (
    <Callout className="mb-10" title="Your account asks for your password and a code of your app.">
      Your password alone signs in nobody.
    </Callout>
  ) : (
    <Callout className="mb-10" tone="attention" title="Your account asks for your password alone.">
      Whoever learns it can sign in as you. An authenticator app puts an end to that.
    </Callout>
  );
}
