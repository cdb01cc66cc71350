import 'server-only';

/**
 * All cards in a member's order. Those that it does not name came later: each stands behind the one it follows
 * for everybody. What is named and is a card no more is left out.
 *
 * @param all  in everybody's order
 */
export function arrangeCards<Card extends string>(
  all: readonly Card[],
  named: readonly string[],
): Card[] {
  const cards = all.filter((card) => named.includes(card));
  cards.sort((a, b) => named.indexOf(a) - named.indexOf(b));
  all.forEach((card, index) => {
    if (cards.includes(card)) return;
    const before = all[index - 1];
    cards.splice(before === undefined ? 0 : cards.indexOf(before) + 1, 0, card);
  });
  return cards;
}
