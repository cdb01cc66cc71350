import { z } from 'zod';

/**
 * The cards of the Overview by their names, in the order in which everybody has them at first. A card joins here
 * and, with what it shows, in app/(app)/_overview/cards.tsx.
 */
export const overviewCards = {
  budget: 'Budget',
  upcoming: 'Upcoming',
  net_worth: 'Net worth',
  spending: 'Spending',
  accounts: 'Accounts',
  goals: 'Goals',
  recent: 'Recent',
} as const;
export type OverviewCard = keyof typeof overviewCards;

export const cardOrder = Object.keys(overviewCards) as OverviewCard[];

const cardList = z
  .array(z.enum(cardOrder))
  .max(cardOrder.length)
  .refine((cards) => new Set(cards).size === cards.length, 'Name each card once.');

/** What is left out stays. */
export const overviewPatch = z
  .strictObject({ cards: cardList, hidden: cardList, stepsClosed: z.boolean() })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type OverviewPatch = z.infer<typeof overviewPatch>;

/** `cards`: all of them, in the member's order. `stepsClosed`: they want to see no first steps. */
export type OverviewDto = { cards: OverviewCard[]; hidden: OverviewCard[]; stepsClosed: boolean };

/** What one begins with, in this order. */
export type StepDto = { id: 'accounts' | 'review' | 'budget' | 'second_factor'; done: boolean };
