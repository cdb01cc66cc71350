import 'server-only';
import type { AssetReportDto } from './contract.ts';

/** Ours: Plaid was asked, and a day later nothing had come. */
export const neverReady = 'NEVER_READY';
/** Ours: Plaid was asked for it, and whether it is made nobody here heard. */
export const neverAnswered = 'NEVER_ANSWERED';

type Facts = { state: AssetReportDto['state']; errorCode: string | null };

/** How far a report is, for its person; null when it is there. */
export function describeReport({ state, errorCode }: Facts): string | null {
  switch (state) {
    case 'ready':
      return null;
    case 'waiting':
      return 'Plaid is putting it together. That usually takes less than a minute, with many banks longer; it appears here by itself.';
    case 'removing':
      return 'It is being removed at Plaid, and goes from here once Plaid has confirmed it. You need do nothing.';
    case 'failed':
      return `${describeFailure(errorCode)} Nothing was lost; remove this one and ask for another.`;
  }
}

function describeFailure(code: string | null): string {
  switch (code) {
    case 'DATA_UNAVAILABLE':
      return 'None of the banks could be read. Connections says what each of them wants; see to that first.';
    case 'DATA_QUALITY_CHECK_FAILED':
      return 'What the banks sent did not add up, so Plaid made no report of it. Often that is over in a day.';
    case neverReady:
      return 'Plaid did not finish it within a day.';
    case neverAnswered:
      return 'Plaid’s answer did not come. It may have made one, and may bill it, but nobody can read that one.';
    default:
      return `Plaid could not make it (${code ?? 'no reason given'}).`;
  }
}

/**
 * What a report lacks, in sentences.
 *
 * @param asked    the banks it was asked for, by Plaid's ids of their connections
 * @param present  those that are in it
 */
export function describeGaps(
  asked: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
  warnings: readonly { code: string; plaidItemId: string | null }[],
): string[] {
  const missing = [...asked].flatMap(([id, bank]) =>
    present.has(id)
      ? []
      : `${bank} could not be read and is not in it. Connections says what it wants; then refresh the report.`,
  );
  const told = warnings.map(({ code, plaidItemId }) => {
    const bank =
      present.get(plaidItemId ?? '') ?? asked.get(plaidItemId ?? '') ?? 'One of the banks';
    return describeWarning(code, bank);
  });
  return [...new Set([...missing, ...told])];
}

function describeWarning(code: string, bank: string): string {
  switch (code) {
    case 'OWNERS_UNAVAILABLE':
      return `${bank} did not say who owns its accounts, so no owners stand there.`;
    case 'TRANSACTIONS_UNAVAILABLE':
      return `${bank} gave no transactions, so its accounts stand there with their balances alone.`;
    case 'INVESTMENTS_UNAVAILABLE':
      return `${bank} did not say what its investment accounts hold.`;
    default:
      return `${bank} did not give all that was asked for (${code}).`;
  }
}
