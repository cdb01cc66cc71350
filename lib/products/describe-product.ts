import 'server-only';
import type { ItemProductState } from '#lib/db/generated/enums';
import { classifyError } from '#lib/plaid/error-table';
import { unoffered } from './judge-failure.ts';

export type ProductFacts = {
  state: ItemProductState;
  errorType: string | null;
  errorCode: string | null;
  fetchedAt: Date | null;
};

/**
 * How far a product is here, for the person; null when all is well.
 *
 * @param facts  null: it was never asked for
 * @param what   as `words` in products.ts
 * @param decides  whether what the bank shares is the person's to say
 */
export function describeProduct(
  facts: ProductFacts | null,
  { what, bank, decides }: { what: string; bank: string; decides: boolean },
): string | null {
  const stands = facts?.fetchedAt ? ' What was read before is still here.' : '';
  const error = { type: facts?.errorType ?? '', code: facts?.errorCode ?? '' };
  switch (facts?.state) {
    case 'ready':
      return null;
    case undefined:
    case 'waiting':
      return `Plaid is gathering ${what} at ${bank}. They appear here by themselves.${stands}`;
    case 'unsupported':
      return unoffered.has(error.code)
        ? `Plaid does not give ${what} to this installation. Whoever runs it can ask Plaid for that.`
        : `${bank} does not share ${what} through Plaid.${stands}`;
    case 'needs_consent':
      return `${bank} has not been told that it may share ${what}. ${
        decides ? 'Give permission, and they appear here.' : 'Only who linked it can allow that.'
      }${stands}`;
    case 'failed':
      return describeFailure(error, `${upper(what)} at ${bank} could not be read.${stands}`);
  }
}

function describeFailure(error: { type: string; code: string }, sentence: string): string {
  switch (classifyError(error)) {
    case 'operator':
      return `${sentence} Something is wrong on our side (${error.code}); whoever runs this app must look.`;
    case 'wait':
    case 'restart':
      return `${sentence} Nothing is lost, and you need do nothing; we keep trying.`;
    default:
      return `${sentence} Its connection says what to do; then they are read again.`;
  }
}

const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
