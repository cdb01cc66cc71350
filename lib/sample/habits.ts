import 'server-only';
import type { SampleAccount } from './compose-history.ts';

/** On one day of each month. Names are invented; amounts are minor units, money in is positive. */
export type Steady = {
  day: number;
  name: string;
  category: string;
  minor: number;
  /** From so many days after the history begins. */
  raised?: { afterDays: number; minor: number };
  /** By so much larger in January, and smaller in July. */
  swing?: number;
  account?: SampleAccount;
  /** Where the same amount arrives. */
  towards?: { account: SampleAccount; category: string };
};

export const steady: readonly Steady[] = [
  {
    day: 15,
    name: 'Lindqvist Design Studio payroll',
    category: 'Salary',
    minor: 236_500,
    raised: { afterDays: 380, minor: 249_000 },
  },
  {
    day: 31,
    name: 'Lindqvist Design Studio payroll',
    category: 'Salary',
    minor: 236_500,
    raised: { afterDays: 380, minor: 249_000 },
  },
  {
    day: 1,
    name: 'Northside Apartments',
    category: 'Rent',
    minor: -138_000,
    raised: { afterDays: 400, minor: -143_500 },
  },
  {
    day: 6,
    name: 'Valley Power & Light',
    category: 'Gas & electricity',
    minor: -8_640,
    swing: 3_210,
  },
  { day: 9, name: 'Brightwire Internet', category: 'Internet & TV', minor: -4_990 },
  { day: 12, name: 'Pebble Mobile', category: 'Phone', minor: -2_800 },
  { day: 3, name: 'Ironworks Gym', category: 'Gym & fitness', minor: -3_400, account: 'card' },
  {
    day: 17,
    name: 'Lanternbox',
    category: 'TV & movies',
    minor: -1_299,
    raised: { afterDays: 560, minor: -1_549 },
    account: 'card',
  },
  { day: 22, name: 'Tunewell', category: 'Music & audio', minor: -1_099, account: 'card' },
  { day: 20, name: 'Harborline Insurance', category: 'Insurance', minor: -7_420 },
  {
    day: 8,
    name: 'Sample car loan payment',
    category: 'Car loan',
    minor: -24_500,
    towards: { account: 'loan', category: 'From another account' },
  },
  {
    day: 25,
    name: 'To savings',
    category: 'To savings',
    minor: -60_000,
    towards: { account: 'savings', category: 'From savings' },
  },
  {
    day: 31,
    name: 'Interest',
    category: 'Interest',
    minor: 1_130,
    raised: { afterDays: 365, minor: 2_470 },
    account: 'savings',
  },
];

/** So often a month, at one of its names, for something between two amounts. */
export type Habit = {
  perMonth: number;
  names: readonly string[];
  category: string;
  fromMinor: number;
  toMinor: number;
  account?: SampleAccount;
};

export const habits: readonly Habit[] = [
  {
    perMonth: 9,
    names: ['Corner Market', 'Greenleaf Grocers', 'Millstone Foods'],
    category: 'Groceries',
    fromMinor: 1_850,
    toMinor: 9_800,
  },
  {
    perMonth: 8,
    names: ['Kettle & Crumb', 'Harbor Coffee Bar'],
    category: 'Coffee',
    fromMinor: 320,
    toMinor: 940,
  },
  {
    perMonth: 5,
    names: ['Saffron Table', 'Noodle Row', 'The Old Ferry', 'Pizzeria Bruna'],
    category: 'Restaurants',
    fromMinor: 1_650,
    toMinor: 7_200,
  },
  {
    perMonth: 2.4,
    names: ['Ridgeway Fuel', 'Milepost 9'],
    category: 'Fuel',
    fromMinor: 3_100,
    toMinor: 5_900,
  },
  {
    perMonth: 2.5,
    names: ['Metro Transit'],
    category: 'Public transit',
    fromMinor: 275,
    toMinor: 1_650,
  },
  {
    perMonth: 1.2,
    names: ['Cobalt Cab'],
    category: 'Taxis & ride shares',
    fromMinor: 980,
    toMinor: 3_400,
  },
  {
    perMonth: 1.1,
    names: ['Fern Street Pharmacy'],
    category: 'Pharmacy',
    fromMinor: 640,
    toMinor: 4_100,
  },
  {
    perMonth: 1.4,
    names: ['Thread & Hem', 'Oakline Outfitters'],
    category: 'Clothing',
    fromMinor: 2_400,
    toMinor: 12_500,
  },
  {
    perMonth: 1.6,
    names: ['Parcelwise'],
    category: 'Online shopping',
    fromMinor: 1_150,
    toMinor: 9_400,
  },
  {
    perMonth: 0.9,
    names: ['Paper Lantern Books'],
    category: 'Books & news',
    fromMinor: 890,
    toMinor: 3_600,
  },
  {
    perMonth: 0.8,
    names: ['Copper Nail Hardware'],
    category: 'Hardware & garden',
    fromMinor: 1_200,
    toMinor: 8_700,
  },
  {
    perMonth: 0.9,
    names: ['Salon Marlow'],
    category: 'Hair & beauty',
    fromMinor: 3_800,
    toMinor: 6_200,
  },
  {
    perMonth: 1,
    names: ['City Museum', 'Open Air Stage'],
    category: 'Events & outings',
    fromMinor: 1_400,
    toMinor: 6_800,
  },
  {
    perMonth: 0.35,
    names: ['Dr. Amsel'],
    category: 'Doctors',
    fromMinor: 3_000,
    toMinor: 9_000,
    account: 'everyday',
  },
  {
    perMonth: 1.2,
    names: ['Cash machine'],
    category: 'Cash withdrawal',
    fromMinor: 4_000,
    toMinor: 10_000,
    account: 'everyday',
  },
  {
    perMonth: 0.5,
    names: ['Market stall', 'Ben R.'],
    category: 'Other shopping',
    fromMinor: 900,
    toMinor: 3_900,
    account: 'everyday',
  },
];

/** Once a year, on a day as dates end. */
export type Once = {
  monthDay: string;
  name: string;
  category: string;
  minor: number;
  account?: SampleAccount;
};

export const once: readonly Once[] = [
  { monthDay: '-05-20', name: 'Skylark Air', category: 'Flights', minor: -46_280 },
  { monthDay: '-07-11', name: 'Casa do Cais', category: 'Hotels & stays', minor: -61_450 },
  { monthDay: '-07-13', name: 'Coastline Cars', category: 'Rental cars', minor: -18_900 },
  {
    monthDay: '-04-12',
    name: 'Tax refund',
    category: 'Tax refund',
    minor: 61_200,
    account: 'everyday',
  },
  { monthDay: '-12-14', name: 'Wren & Fig', category: 'Gifts', minor: -16_740 },
  { monthDay: '-12-20', name: 'Toy Harbor', category: 'Gifts', minor: -8_920 },
  { monthDay: '-10-02', name: 'Mossback Furniture', category: 'Furniture', minor: -38_900 },
  {
    monthDay: '-03-09',
    name: 'Drive Right Garage',
    category: 'Car care',
    minor: -29_480,
    account: 'everyday',
  },
  {
    monthDay: '-11-29',
    name: 'Community Kitchen',
    category: 'Donations',
    minor: -5_000,
    account: 'everyday',
  },
];
