import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { TieOutDto } from '#lib/tie-out/contract';

/** The comparison as a sum that can be followed: start, what was posted since, ours, the bank's. */
export function Reckoning({ tieOut, today }: { tieOut: TieOutDto; today: string }) {
  const { anchor, implied, bank, difference, against } = tieOut;
  if (!implied || !bank) return null;
  const { currency } = implied;
  return (
    <DefinitionList className="mt-4">
      {anchor ? (
        <>
          <Definition term={`Bank balance on ${formatCivilDate(anchor.at.slice(0, 10), today)}`}>
            <Amount minor={anchor.minor} currency={currency} />
          </Definition>
          <Definition term="Posted since" note="Pending transactions are not counted">
            <Amount minor={implied.minor - anchor.minor} currency={currency} sign="always" />
          </Definition>
        </>
      ) : null}
      <Definition
        term={against === 'holdings' ? 'What it holds' : 'Our transactions say'}
        weight={anchor ? 'sum' : 'row'}
      >
        <Amount minor={implied.minor} currency={currency} />
      </Definition>
      <Definition term="The bank says" weight={difference?.minor ? 'row' : 'final'}>
        <Amount minor={bank.minor} currency={currency} />
      </Definition>
      {difference?.minor ? (
        <Definition term="Difference" weight="final">
          <Amount minor={difference.minor} currency={currency} sign="always" />
        </Definition>
      ) : null}
    </DefinitionList>
  );
}
