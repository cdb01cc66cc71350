import { whereAccountIs } from '#components/accounts/account-labels';
import { ProductStates } from '#components/products/product-states';
import { ConversionNote } from '#components/rates/conversion-note';
import { Amount } from '#components/ui/amount';
import { Callout } from '#components/ui/callout';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { StatusPill } from '#components/ui/status-pill';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { DebtDto, DebtsDto } from '#lib/debts/contract';
import { formatRate, sayDifference } from './debt-words.ts';

/** What is owed, at what rate, and what of it is due when; first of all what does not add up. */
export function DebtsView({
  debts: { debts, totals, total, products },
  today,
}: {
  debts: DebtsDto;
  today: CivilDate;
}) {
  if (debts.length === 0) {
    return (
      <EmptyState drawing="settled" title="Nothing is owed here">
        Credit cards and loans appear here with their rates and due dates once their bank is linked,
        or once you add them by hand.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-10">
      <Findings debts={debts} today={today} />
      <Totals totals={totals} total={total} today={today} />
      <DebtTable debts={debts} today={today} />
      <ProductStates products={products} />
    </div>
  );
}

/** What is owed in each currency, and where there are several, in all. */
function Totals({
  totals,
  total,
  today,
}: Pick<DebtsDto, 'totals' | 'total'> & { today: CivilDate }) {
  const parts = totals.map(({ minor, currency }) => (
    <Figure
      key={currency}
      label={total || totals.length > 1 ? `In ${currency}` : 'In all'}
      minor={minor}
      currency={currency}
      size={total ? 'md' : 'xl'}
    />
  ));
  if (!total) return <div className="flex flex-wrap gap-x-16 gap-y-6">{parts}</div>;
  return (
    <div className="flex flex-col gap-6">
      <Figure
        label={`In all, in ${total.currency}`}
        minor={total.minor}
        currency={total.currency}
        size="xl"
        note={<ConversionNote conversion={total} today={today} />}
      />
      <div className="flex flex-wrap gap-x-12 gap-y-4">{parts}</div>
    </div>
  );
}

/** What needs somebody to look, before any figure. */
function Findings({ debts, today }: { debts: readonly DebtDto[]; today: CivilDate }) {
  const found = debts.filter(({ terms }) => terms?.match?.kind === 'differs' || terms?.isOverdue);
  if (found.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {found.map(({ id, name, owed, terms }) => (
        <li key={id}>
          <Callout
            tone="attention"
            title={terms?.isOverdue ? `${name} is overdue` : `The statement of ${name} is off`}
            action={
              <TextLink asChild>
                <Link href={`/accounts/${id}#terms`}>Look closer</Link>
              </TextLink>
            }
          >
            {[
              terms?.isOverdue && terms.dueOn
                ? `It was due on ${formatCivilDate(terms.dueOn, today)}.`
                : null,
              terms?.match?.kind === 'differs'
                ? sayDifference(terms.match, owed?.currency ?? '')
                : null,
            ]
              .filter(Boolean)
              .join(' ') || 'The bank says so.'}
          </Callout>
        </li>
      ))}
    </ul>
  );
}

function DebtTable({ debts, today }: { debts: readonly DebtDto[]; today: CivilDate }) {
  return (
    <Table label="Debts, the dearest first">
      <TableHead>
        <TableColumn>Debt</TableColumn>
        <TableColumn numeric hideBelow="sm" className="w-24">
          Rate
        </TableColumn>
        <TableColumn numeric hideBelow="sm" className="w-32">
          To pay
        </TableColumn>
        <TableColumn hideBelow="sm" className="w-32">
          Due
        </TableColumn>
        <TableColumn numeric className="w-32">
          Owed
        </TableColumn>
      </TableHead>
      <TableBody>
        {debts.map((debt) => (
          <DebtRow key={debt.id} debt={debt} today={today} />
        ))}
      </TableBody>
    </Table>
  );
}

function DebtRow({ debt, today }: { debt: DebtDto; today: CivilDate }) {
  const { id, name, owed, rate, terms } = debt;
  const rateText = rate === null ? null : formatRate(rate);
  const due = terms?.dueOn ? formatCivilDate(terms.dueOn, today, 'short') : null;
  return (
    <TableRow>
      <TableCell className="h-14 align-middle">
        <TextLink quiet asChild>
          <Link href={`/accounts/${id}`} className="block truncate">
            {name}
          </Link>
        </TextLink>
        <span className="block truncate text-ink-faint text-sm @max-md:hidden">
          {whereAccountIs(debt)}
        </span>
        <UnderName debt={debt} due={due} />
      </TableCell>
      <TableCell numeric hideBelow="sm" className="align-middle tabular-nums">
        {rateText ?? <Unknown what="rate" />}
      </TableCell>
      <TableCell numeric hideBelow="sm" className="align-middle">
        {terms?.payment ? <Amount {...terms.payment} /> : <Unknown what="payment" />}
      </TableCell>
      <TableCell hideBelow="sm" className="align-middle">
        <span className="flex flex-wrap items-center gap-x-2">
          {due ?? <Unknown what="due date" />}
          {terms?.isOverdue ? <StatusPill tone="warning">Overdue</StatusPill> : null}
        </span>
      </TableCell>
      <TableCell numeric className="align-middle">
        <Amount minor={owed?.minor ?? null} currency={owed?.currency ?? null} />
      </TableCell>
    </TableRow>
  );
}

/** What has a column of its own where there is room. */
function UnderName({ debt: { rate, terms, ...debt }, due }: { debt: DebtDto; due: string | null }) {
  const payment = terms?.payment ?? null;
  if (rate === null && payment === null && due === null) {
    return (
      <span className="block truncate text-ink-faint text-sm @md:hidden">
        {whereAccountIs(debt)}
      </span>
    );
  }
  return (
    <span className="block text-ink-faint text-sm @md:hidden">
      {rate === null ? 'Rate not known' : formatRate(rate)}
      {payment ? (
        <>
          , <Amount {...payment} />
        </>
      ) : null}
      {due ? `${payment ? '' : ','} due ${due}` : payment ? ' to pay' : null}
      {terms?.isOverdue ? (
        <StatusPill tone="warning" className="ml-2">
          Overdue
        </StatusPill>
      ) : null}
    </span>
  );
}

function Unknown({ what }: { what: string }) {
  return (
    <span className="text-ink-faint">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{what} not known</span>
    </span>
  );
}
