import type { ItemActor, ItemDto } from '#lib/items/contract';

const words: Record<ItemActor, string> = {
  person: 'Your turn, here',
  person_at_bank: 'Your turn, at the bank',
  we: 'Our turn: nothing for you to do',
  nobody: 'Nobody’s turn: it takes its time',
};

/** Whose turn it is, where something is not as it should be and can become so. */
export function describeTurn({ state, linkedBy }: ItemDto): string | null {
  const { name, actor, action } = state;
  if (action === 'none') return null;
  switch (name) {
    case 'healthy':
    case 'syncing':
    case 'removing':
    case 'removed':
      return null;
    case 'needs_operator':
      return 'The turn of whoever runs this app';
    default:
      return linkedBy && actor.startsWith('person') ? `The turn of ${linkedBy}` : words[actor];
  }
}
