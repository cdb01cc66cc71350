import 'server-only';

export type MappableAccount = {
  id: string;
  persistentAccountId: string | null;
  name: string;
  mask: string | null;
  type: string;
  subtype: string | null;
  currency: string | null;
};

export type AccountMatch = {
  fromId: string;
  toId: string | null;
  sure: boolean;
  /** Every new account that it may be. */
  candidateIds: string[];
};

type Key = (account: MappableAccount) => string | null;

/** From the strongest to the weakest: only the first two are certain. */
const keys: { of: Key; sure: boolean }[] = [
  { of: ({ persistentAccountId }) => persistentAccountId, sure: true },
  {
    of: ({ name, mask, type, subtype }) => mask && [mask, name, type, subtype].join('\n'),
    sure: true,
  },
  { of: ({ mask, type }) => mask && [mask, type].join('\n'), sure: false },
  { of: ({ name, type, subtype }) => [name, type, subtype].join('\n'), sure: false },
];

/**
 * Finds each account of an old connection again in the new one. Only where one account on either
 * side answers to a key are the two matched; the rest is for the person. Pure.
 */
export function mapAccounts(old: MappableAccount[], fresh: MappableAccount[]): AccountMatch[] {
  const matches = new Map<string, { toId: string; sure: boolean }>();
  const taken = new Set<string>();
  for (const { of, sure } of keys) {
    const freeFresh = groupBy(
      fresh.filter(({ id }) => !taken.has(id)),
      of,
    );
    const freeOld = groupBy(
      old.filter(({ id }) => !matches.has(id)),
      of,
    );
    for (const [key, [from, ...others]] of freeOld) {
      const [to, ...rivals] = freeFresh.get(key) ?? [];
      if (!from || !to || others.length + rivals.length > 0 || !isCompatible(from, to)) continue;
      matches.set(from.id, { toId: to.id, sure });
      taken.add(to.id);
    }
  }
  return old.map((from) => ({
    fromId: from.id,
    toId: matches.get(from.id)?.toId ?? null,
    sure: matches.get(from.id)?.sure ?? false,
    candidateIds: fresh.filter((to) => isCompatible(from, to)).map(({ id }) => id),
  }));
}

/** Money of another kind or currency is another account, whatever it is called. */
export function isCompatible(from: MappableAccount, to: MappableAccount): boolean {
  if (from.type !== to.type) return false;
  return from.currency === null || to.currency === null || from.currency === to.currency;
}

function groupBy(accounts: MappableAccount[], keyOf: Key): Map<string, MappableAccount[]> {
  const groups = Map.groupBy(accounts, (account) => keyOf(account) ?? '');
  groups.delete('');
  return groups;
}
