'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import {
  AccountFilter,
  CategoryFilter,
  MerchantFilter,
} from '#components/transactions/filter-fields';
import { TagFilter } from '#components/transactions/tag-filter';
import { Button } from '#components/ui/button';
import { PeriodPicker } from '#components/ui/period-picker';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { ReportQuery } from '#lib/reports/contract';
import {
  comparisons,
  groupings,
  measures,
  pathOf,
  type ReportKind,
  reportPeriods,
  steps,
  writeReport,
} from '#lib/reports/report-url';
import {
  comparisonWords,
  groupingWords,
  measureWords,
  periodWords,
  stepWords,
} from './report-words.ts';

/** What each report can be asked beside its time. */
const asks: Record<ReportKind, readonly ('measure' | 'by' | 'every' | 'compare' | 'as')[]> = {
  'cash-flow': ['every', 'compare'],
  flow: [],
  spending: ['by', 'every', 'compare', 'as'],
  income: ['by', 'every', 'compare', 'as'],
  years: ['measure'],
  custom: ['measure', 'by', 'every', 'compare', 'as'],
};

/** What the report is about; all of it is in the page's URL. */
export function ReportControls({
  kind,
  query,
  span,
  accounts,
  today,
}: {
  kind: ReportKind;
  query: ReportQuery;
  /** What its period comes to. */
  span: Span;
  accounts: AccountDto[];
  today: CivilDate;
}) {
  const { push } = useRouter();
  const change = (patch: Partial<ReportQuery>) => {
    const params = writeReport({ ...query, ...patch });
    push(`${pathOf(kind)}${params.size > 0 ? `?${params}` : ''}` as Route, { scroll: false });
  };
  const { accountId, categoryId, tagIds, merchant } = query;
  const filter = {
    filter: { accountId, categoryId, tagIds, merchant },
    onChange: (next: Pick<ReportQuery, 'accountId' | 'categoryId' | 'tagIds' | 'merchant'>) =>
      change({
        accountId: undefined,
        categoryId: undefined,
        tagIds: undefined,
        merchant: undefined,
        ...next,
      }),
  };
  const has = (ask: (typeof asks)[ReportKind][number]) => asks[kind].includes(ask);
  return (
    <div className="scroll-row -ml-2.5 mb-8 flex items-center *:shrink-0 sm:flex-wrap print:hidden">
      {kind === 'years' ? null : (
        <Period query={query} span={span} today={today} onChange={change} />
      )}
      {has('measure') ? (
        <Choice
          label="Figure"
          words={measureWords}
          names={measures}
          value={query.measure ?? 'spending'}
          onChange={(measure) => change({ measure })}
        />
      ) : null}
      {has('by') ? (
        <Choice
          label="Rows"
          words={groupingWords}
          names={groupings}
          value={query.by ?? (kind === 'income' ? 'merchant' : 'category')}
          onChange={(by) => change({ by })}
        />
      ) : null}
      {has('every') ? (
        <Choice
          label="Steps"
          words={{ auto: 'Steps that fit', ...stepWords }}
          names={['auto', ...steps]}
          value={query.every ?? 'auto'}
          onChange={(every) => change({ every: every === 'auto' ? undefined : every })}
        />
      ) : null}
      {has('compare') ? (
        <Choice
          label="Comparison"
          words={{ none: 'Nothing compared', ...comparisonWords }}
          names={['none', ...comparisons]}
          value={query.compare ?? 'none'}
          onChange={(compare) => change({ compare: compare === 'none' ? undefined : compare })}
        />
      ) : null}
      <AccountFilter accounts={accounts} {...filter} />
      <CategoryFilter {...filter} />
      <TagFilter {...filter} />
      <MerchantFilter {...filter} />
      {has('as') ? (
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={query.as === 'table'}
          onClick={() => change({ as: query.as === 'table' ? undefined : 'table' })}
        >
          {query.as === 'table' ? 'Show as a chart' : 'Show every figure'}
        </Button>
      ) : null}
    </div>
  );
}

const dates = 'dates';

/** By name, so that a saved report goes on with time; or from one day to another. */
function Period({
  query,
  span,
  today,
  onChange,
}: {
  query: ReportQuery;
  span: Span;
  today: CivilDate;
  onChange: (patch: Partial<ReportQuery>) => void;
}) {
  const { from, to, period = '12m' } = query;
  const named = reportPeriods.map((name) => ({ value: name, label: periodWords[name] }));
  return (
    <>
      <Select
        variant="quiet"
        aria-label="Period"
        value={from ? dates : period}
        onValueChange={(value) => {
          const name = reportPeriods.find((each) => each === value);
          onChange(
            name
              ? { period: name, from: undefined, to: undefined }
              : { period: undefined, ...span },
          );
        }}
        options={[...named, { value: dates, label: 'Some days' }]}
      />
      {from ? (
        <PeriodPicker
          label="Days"
          value={{ from, to: to ?? null }}
          today={today}
          onValueChange={(days) =>
            onChange(
              days.from || days.to
                ? { from: days.from ?? days.to ?? from, to: days.to ?? later(days.from, today) }
                : { period: 'all', from: undefined, to: undefined },
            )
          }
        />
      ) : null}
    </>
  );
}

function later(date: CivilDate | null, today: CivilDate): CivilDate {
  return date && date > today ? date : today;
}

function Choice<Name extends string>({
  label,
  words,
  names,
  value,
  onChange,
}: {
  label: string;
  words: Record<Name, string>;
  names: readonly Name[];
  value: Name;
  onChange: (name: Name) => void;
}) {
  return (
    <Select
      variant="quiet"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const name = names.find((each) => each === next);
        if (name) onChange(name);
      }}
      options={names.map((name) => ({ value: name, label: words[name] }))}
    />
  );
}
