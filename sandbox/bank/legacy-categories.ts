import type { Category } from 'plaid';

/** A selection of Plaid's legacy categories, which its transactions no longer carry. */
export const legacyCategories: Category[] = [
  category('10000000', 'special', 'Bank Fees'),
  category('10001000', 'special', 'Bank Fees', 'Overdraft'),
  category('10002000', 'special', 'Bank Fees', 'ATM'),
  category('12000000', 'place', 'Community'),
  category('13000000', 'place', 'Food and Drink'),
  category('13005000', 'place', 'Food and Drink', 'Restaurants'),
  category('13005032', 'place', 'Food and Drink', 'Restaurants', 'Fast Food'),
  category('13005043', 'place', 'Food and Drink', 'Restaurants', 'Coffee Shop'),
  category('14000000', 'place', 'Healthcare'),
  category('15000000', 'special', 'Interest'),
  category('15001000', 'special', 'Interest', 'Interest Earned'),
  category('16000000', 'special', 'Payment'),
  category('16001000', 'special', 'Payment', 'Credit Card'),
  category('16002000', 'special', 'Payment', 'Rent'),
  category('17000000', 'place', 'Recreation'),
  category('17018000', 'place', 'Recreation', 'Gyms and Fitness Centers'),
  category('18000000', 'place', 'Service'),
  category('19000000', 'place', 'Shops'),
  category('19013000', 'place', 'Shops', 'Computers and Electronics'),
  category('19046000', 'place', 'Shops', 'Sporting Goods'),
  category('20000000', 'special', 'Tax'),
  category('21000000', 'special', 'Transfer'),
  category('21006000', 'special', 'Transfer', 'Debit'),
  category('21007000', 'special', 'Transfer', 'Deposit'),
  category('21009000', 'special', 'Transfer', 'Payroll'),
  category('22000000', 'special', 'Travel'),
  category('22001000', 'special', 'Travel', 'Airlines and Aviation Services'),
  category('22016000', 'special', 'Travel', 'Taxi'),
];

function category(category_id: string, group: string, ...hierarchy: string[]): Category {
  return { category_id, group, hierarchy };
}
