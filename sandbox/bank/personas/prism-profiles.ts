import { person } from '../owners.ts';
import { household } from './household.ts';
import { bill, card, checking, gig } from './parts.ts';
import type { Persona } from './persona.ts';
import { modestSpending } from './spending.ts';

const names = [
  'Avery Stone',
  'Blake Rivers',
  'Casey Field',
  'Devon Marsh',
  'Ellis Brook',
  'Finley Heath',
  'Gray Hollow',
  'Harper Dell',
];

/** Eight people for partners that score: each a step worse off than the one before. */
export const prismProfiles: Persona[] = names.map(describe);

function describe(name: string, step: number): Persona {
  const ease = (names.length - step) / names.length;
  const owner = person(name, `202555018${step}`, `${100 + step} Prism Way`, 'Boise', 'ID', '83702');
  return household({
    owners: [owner],
    employer: 'PRISM WORKS',
    pay: Math.round(900 + 2600 * ease),
    rent: Math.round(800 + 900 * ease),
    cash: Math.round(900 + 6000 * ease),
    saved: Math.round(24_000 * ease ** 2),
    limit: Math.round(3400 + 9000 * ease),
    rate: 29.99 - 12 * ease,
    cardPayment: 'in full',
    surplus: step < 4 ? 'BROKERAGE TRANSFER' : 'ATM CASH',
    monthlySaving: Math.round(600 * ease ** 2),
    errands: [
      ...modestSpending(card),
      ...(step >= 4 ? [gig('COURIER PAYOUT GIGWORK', checking, 1.5, 35, 95)] : []),
    ],
    extras: step >= 6 ? [bill('OVERDRAFT ITEM CHARGE', checking, 34, 28)] : [],
  });
}
