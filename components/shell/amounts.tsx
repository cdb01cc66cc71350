/** Whether this browser shows amounts; set where it does not. */
export const amountsChoice = 'amounts';

export type Amounts = 'shown' | 'hidden';

export function parseAmounts(value: string | undefined): Amounts {
  return value === 'hidden' ? 'hidden' : 'shown';
}
