import { CopyButton } from '#components/ui/copy-button';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import type { AccountNumber } from '#lib/account-numbers/contract';

/** Each number under the name that a bank's form has for it. */
export function NumberList({ numbers }: { numbers: readonly AccountNumber[] }) {
  return (
    <DefinitionList className="max-w-xl">
      {numbers.flatMap(nameParts).map(({ term, value, note }) => (
        <Definition key={`${term} ${value}`} term={term} note={note}>
          <span className="inline-flex items-center gap-1">
            <span className="select-all break-all font-mono text-sm">{value}</span>
            <CopyButton label={`Copy the ${term.toLowerCase()}`} value={value} />
          </span>
        </Definition>
      ))}
    </DefinitionList>
  );
}

type Part = { term: string; value: string; note?: string };

function nameParts(number: AccountNumber): Part[] {
  switch (number.kind) {
    case 'ach': {
      const { account, routing, wireRouting, isTokenized } = number;
      const note = isTokenized ? 'For this app alone; the bank can take it back.' : undefined;
      const wire = wireRouting ? [{ term: 'Routing number for wires', value: wireRouting }] : [];
      return [
        { term: 'Account number', value: account, note },
        { term: 'Routing number', value: routing },
        ...wire,
      ];
    }
    case 'eft':
      return [
        { term: 'Account number', value: number.account },
        { term: 'Institution number', value: number.institution },
        { term: 'Transit number', value: number.branch },
      ];
    case 'bacs':
      return [
        { term: 'Account number', value: number.account },
        { term: 'Sort code', value: number.sortCode },
      ];
    case 'international':
      return [
        { term: 'IBAN', value: number.iban },
        { term: 'BIC', value: number.bic },
      ];
  }
}
