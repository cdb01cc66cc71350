import 'server-only';
import type { IncomeStateDto } from './contract.ts';
import type { IncomeSource } from './limits.ts';

export type ReadingFacts = {
  state: 'opened' | 'waiting' | 'ready' | 'none' | 'unsupported' | 'failed';
  errorCode: string | null;
  fetchedAt: Date | null;
  changedAt: Date | null;
  /** Null: Plaid is not asked again unasked. */
  dueAt: Date | null;
};

/** How far a source of income is here, in words for its person. `facts`: null where it was never asked for. */
export function describeState(facts: ReadingFacts | null, source: IncomeSource): IncomeStateDto {
  // Nobody finished the passage through Link: to the person it is as if it had not begun.
  if (facts === null || (facts.state === 'opened' && facts.fetchedAt === null)) {
    return { state: 'not_asked', text: null, readAt: null };
  }
  const state = facts.state === 'opened' ? 'ready' : facts.state;
  const readAt = facts.fetchedAt?.toISOString() ?? null;
  return { state, text: sayState({ ...facts, state }, source), readAt };
}

type Told = ReadingFacts & { state: Exclude<ReadingFacts['state'], 'opened'> };

function sayState({ state, errorCode, fetchedAt, changedAt, dueAt }: Told, source: IncomeSource) {
  const stands = fetchedAt ? ' What was read before is still here.' : '';
  switch (state) {
    case 'ready':
      return changedAt
        ? 'Plaid says that something of it changed. Share it once more to see how it is now.'
        : null;
    case 'waiting':
      return `${readingWords[source]} It appears here by itself, also when you leave this page.${stands}`;
    case 'none':
      return `${noneWords[source]}${stands}`;
    case 'unsupported':
      return `Plaid does not read income for this installation. Whoever runs it can ask Plaid for that.${stands}`;
    case 'failed':
      return dueAt
        ? `It could not be read (${errorCode ?? 'no answer'}). Nothing is lost, and you need do nothing; we keep trying.${stands}`
        : `It could not be read${errorCode ? ` (${errorCode})` : ''}. Nothing else has changed; share it once more.${stands}`;
  }
}

const readingWords: Record<IncomeSource, string> = {
  bank: 'Plaid is reading what arrives at your bank; that takes a minute.',
  payroll: 'Plaid is reading what you shared; documents can take several minutes.',
};
const noneWords: Record<IncomeSource, string> = {
  bank: 'Plaid found nothing in these accounts that it takes for income. If you are paid into another one, share that.',
  payroll:
    'Nothing of your pay was found in what you shared. Share another pay stub or another employer.',
};

/** What Plaid's warnings leave out of a report, as sentences; of owners' names we ask nothing. */
export function describeMissing(
  missing: readonly { code: string; cause: string | null }[],
): string[] {
  const told = missing.filter(({ code }) => code !== 'IDENTITY_UNAVAILABLE');
  return [...new Set(told.map(({ code }) => missingWords[code] ?? otherwise))];
}

const otherwise = 'Plaid could not read all of it; what is here is what it could.';
const missingWords: Record<string, string> = {
  TRANSACTIONS_UNAVAILABLE: 'Plaid could not read what arrived in some accounts.',
  ITEM_UNAPPROVED: 'Of one bank you did not confirm what is income, so that it is left out.',
};
