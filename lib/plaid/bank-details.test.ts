import { expect, it } from 'vitest';
import { readBankDetails } from './bank-details.ts';

const nothing = { checkNumber: null, counterparties: [], place: null };

it.each<[string, unknown, object]>([
  ['a row of no bank', null, nothing],
  ['a row that says nothing of it', { location: {}, counterparties: [] }, nothing],
  ['a check', { check_number: '1042' }, { ...nothing, checkNumber: '1042' }],
  [
    'whoever else was part of it',
    {
      counterparties: [{ name: 'DoorDash', type: 'marketplace' }, { name: null }, { name: 'KFC' }],
    },
    {
      ...nothing,
      counterparties: [
        { name: 'DoorDash', type: 'marketplace' },
        { name: 'KFC', type: null },
      ],
    },
  ],
  [
    'a shop',
    {
      location: {
        address: '300 Post St',
        city: 'San Francisco',
        region: 'CA',
        postal_code: '94108',
        country: 'US',
        lat: 37.788_7,
        lon: -122.406_9,
      },
    },
    {
      ...nothing,
      place: {
        text: '300 Post St, San Francisco, CA 94108, US',
        point: { lat: 37.788_7, lon: -122.406_9 },
      },
    },
  ],
  [
    'a point alone',
    { location: { lat: 0, lon: 0 } },
    { ...nothing, place: { text: '', point: { lat: 0, lon: 0 } } },
  ],
  ['a country alone', { location: { country: 'US' } }, nothing],
  [
    'what is not as Plaid says it is',
    { check_number: 7, counterparties: 'none', location: { city: 'Rome', lat: 999, lon: '12' } },
    { ...nothing, place: { text: 'Rome', point: null } },
  ],
])('reads of %s what there is', (_, plaid, details) => {
  expect(readBankDetails(plaid)).toEqual(details);
});
