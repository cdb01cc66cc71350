import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import type { CurrencyPortfolio, Slice } from '#lib/investments/contract';
import { saySector, sayShare, sayType } from './investment-words.ts';

/** How many parts stand by themselves; the others are one. */
const partLimit = 8;

/** What the whole is made of, taken apart in three ways. */
export function Allocation({ portfolio }: { portfolio: CurrencyPortfolio }) {
  const { currency, byType, byAccount, bySector } = portfolio;
  return (
    <div className="grid gap-x-12 gap-y-8 md:grid-cols-2 xl:grid-cols-3">
      <Parts
        title="By kind"
        currency={currency}
        parts={byType.map((each) => ({ ...each, label: sayType(each.key) }))}
      />
      <Parts
        title="By account"
        currency={currency}
        parts={byAccount.map((each) => ({ ...each, label: each.name }))}
      />
      <Parts
        title="By sector"
        currency={currency}
        parts={bySector.map((each) => ({ ...each, label: saySector(each.key) }))}
      />
    </div>
  );
}

type Part = Slice & { label: string };

function Parts({
  title,
  currency,
  parts,
}: {
  title: string;
  currency: string;
  parts: readonly Part[];
}) {
  const id = `${title.toLowerCase().replace(' ', '-')}-${currency}`;
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id}>{title}</SectionHeading>
      <ul className="flex flex-col gap-2.5 pt-2.5">
        {joinRest(parts).map((part) => (
          <PartRow key={part.key} part={part} currency={currency} />
        ))}
      </ul>
    </section>
  );
}

function PartRow({ part, currency }: { part: Part; currency: string }) {
  const { label, minor, permille } = part;
  return (
    <li>
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {permille === null ? null : (
          <span className="text-ink-soft text-sm tabular-nums">{sayShare(permille)}</span>
        )}
        <Amount minor={minor} currency={currency} className="w-28 text-right" />
      </span>
      {permille === null ? null : (
        <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-line">
          <span
            className="block h-1 rounded-full bg-accent"
            style={{ width: `${permille / 10}%` }}
          />
        </span>
      )}
    </li>
  );
}

function joinRest(parts: readonly Part[]): Part[] {
  if (parts.length <= partLimit) return [...parts];
  const rest = parts.slice(partLimit - 1);
  const joined = rest.reduce((sum, each) => ({
    key: 'rest',
    label: `${rest.length} more`,
    minor: sum.minor + each.minor,
    permille: sum.permille === null ? null : sum.permille + (each.permille ?? 0),
  }));
  return [...parts.slice(0, partLimit - 1), joined];
}
