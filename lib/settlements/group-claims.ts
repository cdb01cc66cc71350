import type { Money } from '#lib/money/contract';
import type { OpenClaimDto } from './contract.ts';

/** One person, named as the latest claim writes it; null where the person named nobody. */
export type Debtor = { owedBy: string | null; claims: OpenClaimDto[]; sums: Money[] };

/** Open claims by who owes them, who owes the longest first; sums per currency, the larger first. */
export function groupClaims(claims: readonly OpenClaimDto[]): Debtor[] {
  const groups = new Map<string, Debtor>();
  for (const claim of claims) {
    const key = claim.owedBy?.trim().toLowerCase() ?? '';
    const group = groups.get(key) ?? { owedBy: null, claims: [], sums: [] };
    group.owedBy = claim.owedBy ?? group.owedBy;
    group.claims.push(claim);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, sums: sumOpen(group.claims) }));
}

/** What claims come to per currency. */
export function sumOpen(claims: readonly OpenClaimDto[]): Money[] {
  const sums = new Map<string, number>();
  for (const { open } of claims) {
    sums.set(open.currency, (sums.get(open.currency) ?? 0) + open.minor);
  }
  return [...sums]
    .map(([currency, minor]) => ({ currency, minor }))
    .sort((a, b) => b.minor - a.minor || a.currency.localeCompare(b.currency));
}
