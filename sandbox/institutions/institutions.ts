import type { Country, Product } from '../plaid/fields.ts';

export interface Institution {
  id: string;
  name: string;
  countries: Country[];
  /** Whether the person signs in on the bank's own page. */
  oauth: boolean;
  /** How long a permission given on the bank's own page lasts; null without such a page. */
  consentDays: number | null;
  url: string;
  color: `#${string}`;
  routingNumbers: string[];
  health: 'healthy' | 'degraded' | 'down';
  /** Whether Link shows it before anything is searched for. */
  featured: boolean;
  products: Product[];
}

const allProducts: Product[] = [
  'assets',
  'auth',
  'balance',
  'identity',
  'income_verification',
  'investments',
  'liabilities',
  'recurring_transactions',
  'signal',
  'statements',
  'transactions',
  'transfer',
];

/** Plaid's Sandbox knows many real banks too; these are the ones that programs and their tests name. */
const realBank: Partial<Institution> = { oauth: true, featured: false };

/** The test banks of Plaid's Sandbox, and some real ones, whose logins lead to the same made-up people. */
export const institutions: readonly Institution[] = [
  bank('ins_109508', 'First Platypus Bank', '#1f6feb', {
    routingNumbers: ['011401533', '021000021'],
  }),
  bank('ins_109509', 'First Gingham Credit Union', '#b4435a', { routingNumbers: ['322271627'] }),
  bank('ins_109510', 'Tattersall Federal Credit Union', '#5b4bb7', {
    routingNumbers: ['256074974'],
  }),
  bank('ins_109511', 'Tartan Bank', '#0f766e', { routingNumbers: ['121000358'] }),
  bank('ins_109512', 'Houndstooth Bank', '#33415c', { routingNumbers: ['110000000'] }),
  bank('ins_130016', 'First Platypus Balance Bank', '#2563a8'),
  bank('ins_135858', 'Windowpane Bank', '#7c5a12', { routingNumbers: ['333333334'] }),
  bank('ins_127287', 'Platypus OAuth Bank', '#0b7285', { oauth: true }),
  bank('ins_132241', 'First Platypus OAuth App2App Bank', '#0a6e5c', { oauth: true }),
  bank('ins_43', 'Tartan-Dominion Bank of Canada', '#a61e2f', { countries: ['CA'] }),
  bank('ins_116834', 'Flexible Platypus Open Banking', '#3f51b5', {
    countries: ['GB'],
    oauth: true,
  }),
  bank('ins_117650', 'Royal Bank of Plaid', '#5f3dc4', { countries: ['GB'], oauth: true }),
  bank('ins_117181', 'Flexible Platypus Open Banking - QR code', '#364fc7', {
    countries: ['GB'],
    oauth: true,
  }),
  bank('ins_132363', 'Unhealthy Platypus Bank - Degraded', '#9a6700', { health: 'degraded' }),
  bank('ins_132361', 'Unhealthy Platypus Bank - Down', '#8a2c2c', { health: 'down' }),
  bank('ins_133402', 'Unsupported Platypus Bank', '#6b7280', { products: ['balance', 'identity'] }),
  bank('ins_133502', 'RUX Auth Bank', '#2f6f4f', { featured: false }),
  bank('ins_133503', 'RUX Match Bank', '#6f2f5b', { featured: false }),
  bank('ins_135842', 'Payroll Income Test Institution', '#4a5568', {
    products: ['employment', 'income_verification'],
    featured: false,
  }),
  bank('ins_138395', 'First Platypus Limited Purpose', '#155e75', { featured: false }),
  bank('ins_129644', 'First Platypus Bank - OAuth', '#1d4ed8', realBank),
  bank('ins_3', 'Chase', '#0f4c81', { featured: false }),
  bank('ins_56', 'Chase', '#0f4c81', { ...realBank, routingNumbers: ['322271627', '021000021'] }),
  bank('ins_127989', 'Bank of America', '#9b1c31', { ...realBank, routingNumbers: ['026009593'] }),
  bank('ins_127990', 'Tokenized Numbers Bank', '#5b4636', realBank),
  bank('ins_13', 'PNC', '#b45309', { ...realBank, routingNumbers: ['043000096'] }),
  bank('ins_4', 'Wells Fargo', '#991b1b', { ...realBank, routingNumbers: ['121000248'] }),
  bank('ins_128026', 'Capital One', '#1e3a5f', { ...realBank, routingNumbers: ['051405515'] }),
];

const byId = new Map(institutions.map((institution) => [institution.id, institution]));

export function findInstitution(id: string): Institution | undefined {
  return byId.get(id);
}

/** Institutions that have every product, in one of the countries, whose name contains every word. */
export function searchInstitutions(search: {
  words: string;
  products: Product[];
  countries: Country[];
  oauth?: boolean | undefined;
}): Institution[] {
  const words = search.words.toLowerCase().split(/\s+/).filter(Boolean);
  return institutions.filter(
    (institution) =>
      words.every((word) => institution.name.toLowerCase().includes(word)) &&
      search.products.every((product) => institution.products.includes(product)) &&
      institution.countries.some((country) => search.countries.includes(country)) &&
      (search.oauth === undefined || search.oauth === institution.oauth),
  );
}

function bank(
  id: string,
  name: string,
  color: `#${string}`,
  rest: Partial<Institution> = {},
): Institution {
  const host = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const isEuropean = rest.countries?.includes('GB') === true;
  return {
    id,
    name,
    color,
    countries: ['US'],
    oauth: false,
    // A year where banks are free to choose, half a year where the law chooses.
    consentDays: rest.oauth ? (isEuropean ? 180 : 365) : null,
    // A host under .example never resolves: nobody is sent anywhere by a test bank's link.
    url: `https://${host}.example`,
    routingNumbers: [],
    health: 'healthy',
    featured: true,
    products: allProducts,
    ...rest,
  };
}
