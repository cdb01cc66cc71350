import { Callout } from '#components/ui/callout';
import type { FactorsDto } from '#lib/factors/contract';
import { countFactors } from '#lib/factors/count-factors';

/** At a glance: what signing in takes. */
export function Standing({
  factors,
  firstStep,
  passkeysPossible,
}: {
  factors: FactorsDto;
  firstStep: string;
  passkeysPossible: boolean;
}) {
  if (countFactors(factors) === 0) {
    const better = passkeysPossible ? 'A passkey' : 'An authenticator app';
    return (
      <Callout
        tone="attention"
        title={`Your account asks for ${firstStep} alone.`}
        className="mb-10"
      >
        Whoever gets hold of that can sign in as you. {better} puts an end to it.
      </Callout>
    );
  }
  const { title, hint } = describe(factors, firstStep);
  return (
    <Callout title={`Your account asks for ${title}.`} className="mb-10">
      {hint}
    </Callout>
  );
}

function describe(
  { passkeys, totpSince }: FactorsDto,
  firstStep: string,
): { title: string; hint: string } {
  const [first = '', ...rest] = firstStep;
  const begun = `${first.toUpperCase()}${rest.join('')}`;
  if (passkeys.length === 0) {
    return {
      title: `${firstStep}, and a code of your app`,
      hint: `${begun} alone signs in nobody.`,
    };
  }
  const beside = totpSince ? 'a passkey or a code of your app' : 'a passkey';
  return {
    title: `a passkey, or ${firstStep} and one more thing`,
    hint: `A passkey signs in by itself. ${begun} signs in together with ${beside}, never alone.`,
  };
}
