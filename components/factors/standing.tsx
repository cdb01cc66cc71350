import { Callout } from '#components/ui/callout';
import { countFactors, type FactorsDto } from '#lib/factors/contract';

/** At a glance: what signing in takes. */
export function Standing({
  factors,
  passkeysPossible,
}: {
  factors: FactorsDto;
  passkeysPossible: boolean;
}) {
  if (countFactors(factors) === 0) {
    const better = passkeysPossible ? 'A passkey' : 'An authenticator app';
    return (
      <Callout
        tone="attention"
        title="Your account asks for your password alone."
        className="mb-10"
      >
        Whoever learns it can sign in as you. {better} puts an end to that.
      </Callout>
    );
  }
  const { title, hint } = describe(factors);
  return (
    <Callout title={`Your account asks for ${title}.`} className="mb-10">
      {hint}
    </Callout>
  );
}

function describe({ passkeys, totpSince }: FactorsDto): { title: string; hint: string } {
  if (passkeys.length === 0) {
    return {
      title: 'your password and a code of your app',
      hint: 'Your password alone signs in nobody.',
    };
  }
  const beside = totpSince ? 'a passkey or a code of your app' : 'a passkey';
  return {
    title: 'a passkey, or your password and one more thing',
    hint: `A passkey signs in by itself. Your password signs in together with ${beside}, never alone.`,
  };
}
