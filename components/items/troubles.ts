import type { ItemDto, ItemStateName } from '#lib/items/contract';

/** The states that a person should hear about on whatever page they are. */
const troubles = new Set<ItemStateName>([
  'needs_sign_in',
  'needs_bank',
  'expiring',
  'revoked',
  'needs_operator',
  'delayed',
]);

export function isInTrouble({ state }: Pick<ItemDto, 'state'>): boolean {
  return troubles.has(state.name);
}
