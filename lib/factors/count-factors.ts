import type { FactorsDto } from './contract.ts';

/** How many ways there are to show more than a password, recovery codes aside. */
export function countFactors({ passkeys, totpSince }: FactorsDto): number {
  return passkeys.length + (totpSince === null ? 0 : 1);
}
