import { Button } from '#components/ui/button';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import type { MatchDto } from '#lib/identity/contract';
import { factWords, nameAccounts } from './identity-words.ts';

/** How well what the person says is right fits the bank's file, as Plaid judges it. */
export function MatchResult({
  matches,
  onHide,
}: {
  matches: readonly MatchDto[];
  onHide: () => void;
}) {
  return (
    <div role="status" className="flex flex-col gap-3 rounded-md bg-sunken px-4 py-3">
      <div className="flex items-baseline justify-between gap-4">
        <p className="text-ink-soft text-sm">
          How well what you say is right fits, as Plaid judges it: 100 is the same, and from 70 on
          it counts as a match. It is kept nowhere.
        </p>
        <Button size="sm" variant="ghost" onClick={onHide}>
          Hide
        </Button>
      </div>
      {matches.map(({ accounts, scores }) => (
        <div key={accounts[0]?.id}>
          <p className="font-medium text-sm">{nameAccounts(accounts)}</p>
          <DefinitionList>
            {scores.map(({ kind, score, meaning }) => (
              <Definition key={kind} term={factWords[kind].title}>
                {meaning}
                {score === null ? null : (
                  <span className="ml-2 text-ink-soft tabular-nums">{score}</span>
                )}
              </Definition>
            ))}
          </DefinitionList>
        </div>
      ))}
    </div>
  );
}
