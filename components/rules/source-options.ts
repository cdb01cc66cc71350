import type { AccountDto } from '#lib/accounts/contract';
import type { MappingDto } from '#lib/categories/contract';

export function toAccountOptions(accounts: readonly AccountDto[]) {
  return accounts.map(({ id, name, mask, institution }) => ({
    value: id,
    label: mask ? `${name} ••${mask}` : name,
    group: institution?.name,
  }));
}

export function toCodeOptions(mappings: readonly MappingDto[]) {
  return mappings.map(({ plaidCode, name, group }) => ({ value: plaidCode, label: name, group }));
}
