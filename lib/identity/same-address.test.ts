import { expect, it } from 'vitest';
import type { Address } from './contract.ts';
import { isSameAddress, writeAddress } from './same-address.ts';

const home: Address = {
  street: '2992 Cameron Road, Apt 4',
  city: 'Malakoff',
  region: 'NY',
  postalCode: '14236',
  country: 'US',
};
const like = (changed: Partial<Address>): Address => ({ ...home, ...changed });

it.each<[string, Partial<Address>]>([
  ['in capitals', { street: '2992 CAMERON ROAD APT 4', city: 'MALAKOFF' }],
  ['with the words of the postal service', { street: '2992 Cameron Rd Apt 4' }],
  ['with dots and a number sign', { street: '2992 Cameron Rd. #4' }],
  ['with both words for the unit', { street: '2992 Cameron Rd, Unit # 4' }],
  ['in two lines', { street: '2992 Cameron Road\nApartment 4' }],
  ['with ZIP+4', { postalCode: '14236-1234' }],
  ['with ZIP+4 in one', { postalCode: '142361234' }],
  ['with the state in full', { region: 'New York', postalCode: null }],
  ['without a country', { country: null }],
  ['without a state', { region: null, postalCode: null }],
  ['with another name of the town', { city: 'Malakoff Village' }],
])('takes one %s for the same', (_, changed) => {
  expect(isSameAddress(home, like(changed))).toBe(true);
  expect(isSameAddress(like(changed), home)).toBe(true);
});

it.each<[string, Partial<Address>]>([
  ['house', { street: '2993 Cameron Road, Apt 4' }],
  ['unit', { street: '2992 Cameron Road, Apt 5' }],
  ['house without a unit', { street: '2992 Cameron Road' }],
  ['kind of street', { street: '2992 Cameron Court, Apt 4' }],
  ['end of the street', { street: '2992 N Cameron Road, Apt 4' }],
  ['postal code', { postalCode: '14237' }],
  ['town, where no code is known', { city: 'Batavia', postalCode: null }],
  ['state, where no code is known', { region: 'NJ', postalCode: null }],
  ['country', { country: 'CA' }],
  ['place that nothing tells', { city: null, postalCode: null }],
])('takes another %s for another', (_, changed) => {
  expect(isSameAddress(home, like(changed))).toBe(false);
  expect(isSameAddress(like(changed), home)).toBe(false);
});

it.each([
  ['P.O. Box 12', 'PO BOX 12'],
  ['Post Office Box 12', 'P. O. Box 12'],
  ['100 North First Street', '100 N 1st St'],
  ['7 O’Neil Avenue', "7 O'NEIL AVE"],
  ['12 Rue de l’Église', '12 RUE DE LEGLISE'],
  ['5 Saint James Street', '5 St. James St'],
])('reads %s as %s', (a, b) => {
  expect(isSameAddress(like({ street: a }), like({ street: b }))).toBe(true);
});

it('compares codes of other countries without their spaces', () => {
  const london = { street: '1 Mall', city: 'London', region: null, country: 'GB' };
  expect(
    isSameAddress({ ...london, postalCode: 'SW1A 1AA' }, { ...london, postalCode: 'sw1a1aa' }),
  ).toBe(true);
});

it('writes one in a line, with its country where that is another', () => {
  expect(writeAddress(home)).toBe('2992 Cameron Road, Apt 4, Malakoff, NY 14236');
  expect(writeAddress(like({ region: null, country: 'CA' }))).toBe(
    '2992 Cameron Road, Apt 4, Malakoff, 14236, CA',
  );
});
