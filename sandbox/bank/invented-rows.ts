import { addDays } from '../dates.ts';
import { createRandom } from '../random.ts';
import type { BankRow } from './bank-user.ts';
import { createErrand } from './dynamic-user.ts';

const rowCount = 40;
const reachDays = 90;

/** The spending of a person at random: what a configuration without accounts asks for. */
export function inventRows(seed: string, createdOn: string): BankRow[] {
  const random = createRandom(`${seed}.rows`);
  const rows: BankRow[] = [];
  for (let index = 0; index < rowCount; index += 1) {
    const date = addDays(createdOn, -random.int(0, reachDays));
    const errand = createErrand(random, `invented.${index}`, date);
    rows.push({ ...errand, accountKey: random.pick(['0', '2']), pending: false });
  }
  return rows;
}
