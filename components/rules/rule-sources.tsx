'use client';

import { createContext, type ReactNode, use } from 'react';
import type { AccountDto } from '#lib/accounts/contract';
import type { MappingDto } from '#lib/categories/contract';

type Sources = { accounts: readonly AccountDto[]; mappings: readonly MappingDto[] };

const Context = createContext<Sources>({ accounts: [], mappings: [] });

/** The accounts and the bank's categories that rules name. */
export function RuleSources({ children, ...sources }: Sources & { children: ReactNode }) {
  return <Context value={sources}>{children}</Context>;
}

export function useRuleSources(): Sources {
  return use(Context);
}

/** @param chosen  accounts that a rule names, of which some may be another member's alone */
export function toAccountOptions(accounts: readonly AccountDto[], chosen: readonly string[]) {
  const unseen = chosen.filter((id) => !accounts.some((account) => account.id === id));
  return [
    ...accounts.map(({ id, name, mask, institution }) => ({
      value: id,
      label: mask ? `${name} ••${mask}` : name,
      group: institution?.name,
    })),
    ...unseen.map((id) => ({ value: id, label: 'An account you do not see', group: undefined })),
  ];
}

export function toCodeOptions(mappings: readonly MappingDto[]) {
  return mappings.map(({ plaidCode, name, group }) => ({ value: plaidCode, label: name, group }));
}
