import type { CounterpartyType, TransactionPaymentChannelEnum } from 'plaid';
import type { Wire } from '../plaid/wire.ts';

export interface Merchant {
  /** What a bank's description of a purchase there contains. */
  match: RegExp;
  name: string;
  /** Plaid's detailed personal finance category, version 2. */
  category: string;
  channel: Wire<TransactionPaymentChannelEnum>;
  website: string | null;
  kind: Wire<CounterpartyType>;
}

/** Whom the sandbox recognises in a description. The first match wins. */
export const merchants: Merchant[] = [
  shop(/uber ?eats/i, 'Uber Eats', 'FOOD_AND_DRINK_RESTAURANT', 'ubereats.com', 'online'),
  shop(/\buber\b/i, 'Uber', 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES', 'uber.com', 'online'),
  shop(/\blyft\b/i, 'Lyft', 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES', 'lyft.com', 'online'),
  shop(/united airlines/i, 'United Airlines', 'TRAVEL_FLIGHTS', 'united.com', 'online'),
  shop(/\bdelta air/i, 'Delta Air Lines', 'TRAVEL_FLIGHTS', 'delta.com', 'online'),
  shop(/\bairbnb\b/i, 'Airbnb', 'TRAVEL_LODGING', 'airbnb.com', 'online'),
  shop(/mcdonald/i, "McDonald's", 'FOOD_AND_DRINK_FAST_FOOD', 'mcdonalds.com'),
  shop(/\bkfc\b/i, 'KFC', 'FOOD_AND_DRINK_FAST_FOOD', 'kfc.com'),
  shop(/chipotle/i, 'Chipotle', 'FOOD_AND_DRINK_FAST_FOOD', 'chipotle.com'),
  shop(/starbucks/i, 'Starbucks', 'FOOD_AND_DRINK_COFFEE', 'starbucks.com'),
  shop(/blue bottle/i, 'Blue Bottle Coffee', 'FOOD_AND_DRINK_COFFEE', 'bluebottlecoffee.com'),
  shop(/philz/i, 'Philz Coffee', 'FOOD_AND_DRINK_COFFEE', 'philzcoffee.com'),
  shop(/sweetgreen/i, 'Sweetgreen', 'FOOD_AND_DRINK_RESTAURANT', 'sweetgreen.com'),
  shop(/doordash/i, 'DoorDash', 'FOOD_AND_DRINK_RESTAURANT', 'doordash.com', 'online'),
  shop(/trader joe/i, "Trader Joe's", 'FOOD_AND_DRINK_GROCERIES', 'traderjoes.com'),
  shop(/whole foods/i, 'Whole Foods', 'FOOD_AND_DRINK_GROCERIES', 'wholefoodsmarket.com'),
  shop(/safeway/i, 'Safeway', 'FOOD_AND_DRINK_GROCERIES', 'safeway.com'),
  shop(/\bcostco\b/i, 'Costco', 'GENERAL_MERCHANDISE_SUPERSTORES', 'costco.com'),
  shop(/\btarget\b/i, 'Target', 'GENERAL_MERCHANDISE_SUPERSTORES', 'target.com'),
  shop(/walmart|wm supercenter/i, 'Walmart', 'GENERAL_MERCHANDISE_SUPERSTORES', 'walmart.com'),
  {
    ...shop(
      /amazon|amzn/i,
      'Amazon',
      'GENERAL_MERCHANDISE_ONLINE_MARKETPLACES',
      'amazon.com',
      'online',
    ),
    kind: 'marketplace',
  },
  shop(/sparkfun/i, 'SparkFun', 'GENERAL_MERCHANDISE_ELECTRONICS', 'sparkfun.com', 'online'),
  shop(/best buy/i, 'Best Buy', 'GENERAL_MERCHANDISE_ELECTRONICS', 'bestbuy.com'),
  shop(
    /apple\.com|apple store/i,
    'Apple',
    'GENERAL_MERCHANDISE_ELECTRONICS',
    'apple.com',
    'online',
  ),
  shop(/uniqlo/i, 'Uniqlo', 'GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES', 'uniqlo.com'),
  shop(
    /powell'?s books/i,
    "Powell's Books",
    'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS',
    'powells.com',
  ),
  shop(/madison bicycle/i, 'Madison Bicycle Shop', 'GENERAL_MERCHANDISE_SPORTING_GOODS', null),
  shop(/tectra/i, 'Tectra Inc', 'GENERAL_MERCHANDISE_OFFICE_SUPPLIES', null),
  shop(
    /touchstone climbing/i,
    'Touchstone Climbing',
    'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
    'touchstoneclimbing.com',
  ),
  shop(
    /planet fitness/i,
    'Planet Fitness',
    'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
    'planetfitness.com',
  ),
  shop(/netflix/i, 'Netflix', 'ENTERTAINMENT_TV_AND_MOVIES', 'netflix.com', 'online'),
  shop(/spotify/i, 'Spotify', 'ENTERTAINMENT_MUSIC_AND_AUDIO', 'spotify.com', 'online'),
  shop(/alamo drafthouse/i, 'Alamo Drafthouse', 'ENTERTAINMENT_TV_AND_MOVIES', 'drafthouse.com'),
  shop(/\bshell\b/i, 'Shell', 'TRANSPORTATION_GAS', 'shell.com'),
  shop(/chevron/i, 'Chevron', 'TRANSPORTATION_GAS', 'chevron.com'),
  shop(/clipper|bart-/i, 'Clipper', 'TRANSPORTATION_PUBLIC_TRANSIT', 'clippercard.com'),
  shop(/walgreens/i, 'Walgreens', 'MEDICAL_PHARMACIES_AND_SUPPLEMENTS', 'walgreens.com'),
  shop(/\bcvs\b/i, 'CVS', 'MEDICAL_PHARMACIES_AND_SUPPLEMENTS', 'cvs.com'),
  shop(/home depot/i, 'The Home Depot', 'HOME_IMPROVEMENT_HARDWARE', 'homedepot.com'),
  shop(/\bikea\b/i, 'IKEA', 'HOME_IMPROVEMENT_FURNITURE', 'ikea.com'),
  shop(
    /pg&?e\b|pacific gas/i,
    'PG&E',
    'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY',
    'pge.com',
    'online',
  ),
  shop(
    /comcast|xfinity/i,
    'Xfinity',
    'RENT_AND_UTILITIES_INTERNET_AND_CABLE',
    'xfinity.com',
    'online',
  ),
  shop(/verizon/i, 'Verizon', 'RENT_AND_UTILITIES_TELEPHONE', 'verizon.com', 'online'),
  shop(/geico/i, 'GEICO', 'GENERAL_SERVICES_INSURANCE', 'geico.com', 'online'),
  {
    ...shop(/venmo/i, 'Venmo', 'TRANSFER_OUT_TRANSFER_OUT_FROM_APPS', 'venmo.com', 'online'),
    kind: 'payment_app',
  },
];

function shop(
  match: RegExp,
  name: string,
  category: string,
  website: string | null,
  channel: Merchant['channel'] = 'in store',
): Merchant {
  return { match, name, category, channel, website, kind: 'merchant' };
}
