import type { AccountDto } from '#lib/accounts/contract';
import type { MappingDto } from '#lib/categories/contract';

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
