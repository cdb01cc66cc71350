import 'server-only';
import type { CategoryKind } from './contract.ts';
import type { IconName } from './icons.ts';

/**
 * The categories a new household starts with: one group per primary of Plaid's personal finance
 * categories (v2), one category per detailed code, our own labels. Keys are Plaid's codes without
 * the group's prefix. A code that is not here falls to its primary.
 */
export const defaultTree: DefaultGroup[] = [
  {
    code: 'INCOME',
    name: 'Income',
    kind: 'income',
    icon: 'banknote',
    categories: {
      SALARY: 'Salary',
      CONTRACTOR: 'Freelance',
      GIG_ECONOMY: 'Gig work',
      INTEREST_EARNED: 'Interest',
      DIVIDENDS: 'Dividends',
      RENTAL: 'Rental income',
      RETIREMENT_PENSION: 'Pension',
      TAX_REFUND: 'Tax refund',
      UNEMPLOYMENT: 'Unemployment benefit',
      LONG_TERM_DISABILITY: 'Disability benefit',
      CHILD_SUPPORT: 'Child support',
      MILITARY: 'Military pay',
      OTHER: 'Other income',
    },
  },
  {
    code: 'FOOD_AND_DRINK',
    name: 'Food & drink',
    kind: 'spending',
    icon: 'utensils',
    categories: {
      GROCERIES: 'Groceries',
      RESTAURANT: 'Restaurants',
      COFFEE: 'Coffee',
      FAST_FOOD: 'Fast food',
      BEER_WINE_AND_LIQUOR: 'Bars & alcohol',
      VENDING_MACHINES: 'Vending machines',
      OTHER_FOOD_AND_DRINK: 'Other food',
    },
  },
  {
    code: 'RENT_AND_UTILITIES',
    name: 'Housing & utilities',
    kind: 'spending',
    icon: 'plug',
    categories: {
      RENT: 'Rent',
      GAS_AND_ELECTRICITY: 'Gas & electricity',
      INTERNET_AND_CABLE: 'Internet & TV',
      TELEPHONE: 'Phone',
      WATER: 'Water',
      SEWAGE_AND_WASTE_MANAGEMENT: 'Waste & sewage',
      OTHER_UTILITIES: 'Other utilities',
    },
  },
  {
    code: 'TRANSPORTATION',
    name: 'Getting around',
    kind: 'spending',
    icon: 'car',
    categories: {
      GAS: 'Fuel',
      TAXIS_AND_RIDE_SHARES: 'Taxis & ride shares',
      PUBLIC_TRANSIT: 'Public transit',
      PARKING: 'Parking',
      TOLLS: 'Tolls',
      BIKES_AND_SCOOTERS: 'Bikes & scooters',
      OTHER_TRANSPORTATION: 'Other transportation',
    },
  },
  {
    code: 'GENERAL_MERCHANDISE',
    name: 'Shopping',
    kind: 'spending',
    icon: 'shopping-bag',
    categories: {
      ONLINE_MARKETPLACES: 'Online shopping',
      SUPERSTORES: 'Superstores',
      CLOTHING_AND_ACCESSORIES: 'Clothing',
      ELECTRONICS: 'Electronics',
      BOOKSTORES_AND_NEWSSTANDS: 'Books & news',
      CONVENIENCE_STORES: 'Convenience stores',
      DEPARTMENT_STORES: 'Department stores',
      DISCOUNT_STORES: 'Discount stores',
      GIFTS_AND_NOVELTIES: 'Gifts',
      OFFICE_SUPPLIES: 'Office supplies',
      PET_SUPPLIES: 'Pets',
      SPORTING_GOODS: 'Sports gear',
      TOBACCO_AND_VAPE: 'Tobacco',
      OTHER_GENERAL_MERCHANDISE: 'Other shopping',
    },
  },
  {
    code: 'HOME_IMPROVEMENT',
    name: 'Home',
    kind: 'spending',
    icon: 'house',
    categories: {
      FURNITURE: 'Furniture',
      HARDWARE: 'Hardware & garden',
      REPAIR_AND_MAINTENANCE: 'Repairs',
      SECURITY: 'Home security',
      OTHER_HOME_IMPROVEMENT: 'Other home',
    },
  },
  {
    code: 'MEDICAL',
    name: 'Health',
    kind: 'spending',
    icon: 'heart-pulse',
    categories: {
      PRIMARY_CARE: 'Doctors',
      PHARMACIES_AND_SUPPLEMENTS: 'Pharmacy',
      DENTAL_CARE: 'Dentist',
      EYE_CARE: 'Eye care',
      NURSING_CARE: 'Nursing & care',
      VETERINARY_SERVICES: 'Vet',
      OTHER_MEDICAL: 'Other health',
    },
  },
  {
    code: 'PERSONAL_CARE',
    name: 'Personal care',
    kind: 'spending',
    icon: 'sparkles',
    categories: {
      GYMS_AND_FITNESS_CENTERS: 'Gym & fitness',
      HAIR_AND_BEAUTY: 'Hair & beauty',
      LAUNDRY_AND_DRY_CLEANING: 'Laundry',
      OTHER_PERSONAL_CARE: 'Other personal care',
    },
  },
  {
    code: 'ENTERTAINMENT',
    name: 'Leisure',
    kind: 'spending',
    icon: 'clapperboard',
    categories: {
      TV_AND_MOVIES: 'TV & movies',
      MUSIC_AND_AUDIO: 'Music & audio',
      VIDEO_GAMES: 'Games',
      SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS: 'Events & outings',
      CASINOS_AND_GAMBLING: 'Gambling',
      OTHER_ENTERTAINMENT: 'Other leisure',
    },
  },
  {
    code: 'TRAVEL',
    name: 'Travel',
    kind: 'spending',
    icon: 'plane',
    categories: {
      FLIGHTS: 'Flights',
      LODGING: 'Hotels & stays',
      RENTAL_CARS: 'Rental cars',
      OTHER_TRAVEL: 'Other travel',
    },
  },
  {
    code: 'GENERAL_SERVICES',
    name: 'Services',
    kind: 'spending',
    icon: 'receipt',
    categories: {
      INSURANCE: 'Insurance',
      EDUCATION: 'Education',
      CHILDCARE: 'Childcare',
      AUTOMOTIVE: 'Car care',
      ACCOUNTING_AND_FINANCIAL_PLANNING: 'Financial advice',
      CONSULTING_AND_LEGAL: 'Legal & consulting',
      POSTAGE_AND_SHIPPING: 'Mail & shipping',
      STORAGE: 'Storage',
      OTHER_GENERAL_SERVICES: 'Other services',
    },
  },
  {
    code: 'GOVERNMENT_AND_NON_PROFIT',
    name: 'Taxes & giving',
    kind: 'spending',
    icon: 'landmark',
    categories: {
      TAX_PAYMENT: 'Taxes',
      DONATIONS: 'Donations',
      GOVERNMENT_DEPARTMENTS_AND_AGENCIES: 'Government fees',
      OTHER_GOVERNMENT_AND_NON_PROFIT: 'Other public bodies',
    },
  },
  {
    code: 'BANK_FEES',
    name: 'Bank fees',
    kind: 'spending',
    icon: 'percent',
    categories: {
      INTEREST_CHARGE: 'Interest charged',
      ATM_FEES: 'ATM fees',
      OVERDRAFT_FEES: 'Overdraft fees',
      LATE_FEES: 'Late fees',
      FOREIGN_TRANSACTION_FEES: 'Foreign transaction fees',
      INSUFFICIENT_FUNDS: 'Returned payment fees',
      CASH_ADVANCE: 'Cash advance fees',
      OTHER_BANK_FEES: 'Other bank fees',
    },
  },
  {
    code: 'LOAN_PAYMENTS',
    name: 'Loan payments',
    kind: 'spending',
    icon: 'credit-card',
    categories: {
      MORTGAGE_PAYMENT: 'Mortgage',
      CAR_PAYMENT: 'Car loan',
      STUDENT_LOAN_PAYMENT: 'Student loan',
      PERSONAL_LOAN_PAYMENT: 'Personal loan',
      BNPL: 'Buy now, pay later',
      CASH_ADVANCES: 'Cash advance repaid',
      EWA: 'Early wages repaid',
      OTHER_PAYMENT: 'Other loan',
    },
  },
  {
    code: 'TRANSFER_IN',
    name: 'Transfers in',
    kind: 'transfer',
    icon: 'arrow-down-left',
    categories: {
      ACCOUNT_TRANSFER: 'From another account',
      SAVINGS: 'From savings',
      DEPOSIT: 'Deposit',
      INVESTMENT_AND_RETIREMENT_FUNDS: 'From investments',
      TRANSFER_IN_FROM_APPS: 'From payment apps',
      WIRE: 'Wire received',
      OTHER_TRANSFER_IN: 'Other transfer in',
    },
  },
  {
    code: 'TRANSFER_OUT',
    name: 'Transfers out',
    kind: 'transfer',
    icon: 'arrow-up-right',
    categories: {
      ACCOUNT_TRANSFER: 'To another account',
      SAVINGS: 'To savings',
      WITHDRAWAL: 'Cash withdrawal',
      INVESTMENT_AND_RETIREMENT_FUNDS: 'To investments',
      TRANSFER_OUT_FROM_APPS: 'To payment apps',
      CRYPTO: 'To crypto',
      WIRE: 'Wire sent',
      OTHER_TRANSFER_OUT: 'Other transfer out',
    },
  },
  {
    code: 'LOAN_DISBURSEMENTS',
    name: 'Loans received',
    kind: 'transfer',
    icon: 'hand-coins',
    categories: {
      MORTGAGE: 'Mortgage paid out',
      AUTO: 'Car loan paid out',
      STUDENT: 'Student loan paid out',
      PERSONAL: 'Personal loan paid out',
      CASH_ADVANCES: 'Cash advance',
      EWA: 'Early wages',
      OTHER_DISBURSEMENT: 'Other loan paid out',
    },
  },
  {
    code: 'OTHER',
    name: 'Other',
    kind: 'spending',
    icon: 'shapes',
    categories: { OTHER: 'Uncategorized' },
  },
];

/** Paying off a card moves a debt; the spending was counted when the card was used. */
export const cardPayment = {
  code: 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT',
  groupCode: 'LOAN_PAYMENTS',
  name: 'Card payment',
  kind: 'transfer',
} as const;

type DefaultGroup = {
  code: string;
  name: string;
  kind: CategoryKind;
  icon: IconName;
  categories: Record<string, string>;
};

/** Plaid's detailed categories under our names, each beside those of its group. */
export const defaultCategories = defaultTree.flatMap(({ code, name: group, categories }) => [
  ...(code === cardPayment.groupCode
    ? [{ plaidCode: cardPayment.code as string, name: cardPayment.name as string, group }]
    : []),
  ...Object.entries(categories).map(([suffix, name]) => ({
    plaidCode: `${code}_${suffix}`,
    name,
    group,
  })),
]);

/** The icon of a group or category, by the code it was made for, until the person chooses one. */
export const defaultIcon: ReadonlyMap<string, IconName> = new Map<string, IconName>([
  ...defaultTree.map(({ code, icon }) => [code, icon] as const),
  ['INCOME_SALARY', 'briefcase'],
  ['FOOD_AND_DRINK_GROCERIES', 'shopping-basket'],
  ['FOOD_AND_DRINK_COFFEE', 'coffee'],
  ['FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR', 'wine'],
  ['RENT_AND_UTILITIES_RENT', 'house'],
  ['RENT_AND_UTILITIES_INTERNET_AND_CABLE', 'wifi'],
  ['RENT_AND_UTILITIES_TELEPHONE', 'phone'],
  ['TRANSPORTATION_GAS', 'fuel'],
  ['TRANSPORTATION_PUBLIC_TRANSIT', 'train-front'],
  ['TRANSPORTATION_BIKES_AND_SCOOTERS', 'bike'],
  ['GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES', 'shirt'],
  ['GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS', 'book-open'],
  ['GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES', 'gift'],
  ['GENERAL_MERCHANDISE_PET_SUPPLIES', 'paw-print'],
  ['HOME_IMPROVEMENT_FURNITURE', 'sofa'],
  ['HOME_IMPROVEMENT_HARDWARE', 'hammer'],
  ['HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE', 'hammer'],
  ['MEDICAL_PHARMACIES_AND_SUPPLEMENTS', 'pill'],
  ['MEDICAL_VETERINARY_SERVICES', 'paw-print'],
  ['PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS', 'dumbbell'],
  ['ENTERTAINMENT_MUSIC_AND_AUDIO', 'music'],
  ['ENTERTAINMENT_VIDEO_GAMES', 'gamepad-2'],
  ['TRAVEL_LODGING', 'bed-double'],
  ['TRAVEL_RENTAL_CARS', 'car'],
  ['GENERAL_SERVICES_INSURANCE', 'shield-check'],
  ['GENERAL_SERVICES_EDUCATION', 'graduation-cap'],
  ['GENERAL_SERVICES_CHILDCARE', 'baby'],
  ['GOVERNMENT_AND_NON_PROFIT_DONATIONS', 'hand-heart'],
]);
