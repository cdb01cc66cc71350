import { Callout } from '#components/ui/callout';
import { isOidcProblem } from '#lib/oidc/contract';
import { describeOidcProblem } from '#lib/oidc/problem-words';

/** Why somebody who came back from the provider is here. @param problem  as the address has it */
export function OidcProblem({
  provider,
  problem,
}: {
  provider: string | null;
  problem: string | string[] | undefined;
}) {
  if (provider === null || !isOidcProblem(problem)) return null;
  const { title, text } = describeOidcProblem(problem, provider);
  return (
    <Callout tone="attention" role="alert" title={title} className="mb-6">
      {text}
    </Callout>
  );
}
