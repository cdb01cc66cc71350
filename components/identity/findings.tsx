import { Callout } from '#components/ui/callout';
import type { FactDto } from '#lib/identity/contract';
import { factWords, nameBanks } from './identity-words.ts';
import { SayRightButton } from './say-right-button.tsx';

/** What needs the person: to say what is right, or to have a bank put it right. */
export function Findings({ facts }: { facts: readonly FactDto[] }) {
  const found = facts.filter(({ standing, outdated }) => standing === 'ask' || outdated.length > 0);
  if (found.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {found.map((fact) => (
        <li key={fact.kind}>
          {fact.standing === 'ask' ? <Question fact={fact} /> : <Fault fact={fact} />}
        </li>
      ))}
    </ul>
  );
}

function Question({ fact }: { fact: FactDto }) {
  const { many } = factWords[fact.kind];
  return (
    <Callout
      tone="attention"
      title={`Your banks have ${fact.values.length} ${many}`}
      action={<SayRightButton fact={fact} />}
    >
      Spellings of the same are counted once. Say which are right, and you see which bank has to be
      told.
    </Callout>
  );
}

function Fault({ fact }: { fact: FactDto }) {
  const { kind, outdated, values } = fact;
  const { one } = factWords[kind];
  const ids = new Set(outdated.map(({ itemId }) => itemId));
  const wrong = values.filter(
    ({ isRight, banks }) => isRight === false && banks.some(({ itemId }) => ids.has(itemId)),
  );
  return (
    <Callout
      tone="attention"
      title={`${nameBanks(outdated)} ${outdated.length === 1 ? 'has' : 'have'} another ${one}`}
    >
      {wrong.map(({ text }) => text).join('; ')}. Change it there; here it follows by itself once
      the bank has told Plaid.
    </Callout>
  );
}
