import { expect, it } from 'vitest';
import { type BankOwners, compareFiles } from './compare-files.ts';
import type { Address, OwnDetails } from './contract.ts';
import type { FactKind } from './fact-kinds.ts';

const address = (street: string, postalCode = '14236'): Address => ({
  street,
  city: 'Malakoff',
  region: 'NY',
  postalCode,
  country: 'US',
});
const none = { names: [], addresses: [], phones: [], emails: [] };
const bank = (name: string, owners: Partial<BankOwners>): BankOwners => ({
  itemId: name,
  bank: name,
  ...none,
  ...owners,
});
const compare = (banks: BankOwners[], kind: FactKind, details: Partial<OwnDetails> = {}) => {
  const fact = compareFiles(banks, { ...none, ...details }).find((each) => each.kind === kind);
  if (!fact) throw new Error(`Nothing was said of ${kind}.`);
  return fact;
};
const names = (banks: { bank: string }[]) => banks.map((each) => each.bank);

const first = bank('First', { addresses: [address('2992 Cameron Road')] });
const second = bank('Second', { addresses: [address('2992 CAMERON RD', '14236-1234')] });
const third = bank('Third', { addresses: [address('7 Old Lane')] });

it('takes spellings of one value together, and shows the one that is read best', () => {
  const fact = compare([second, first], 'addresses');
  expect(fact.standing).toBe('same');
  expect(fact.values).toMatchObject([
    {
      text: '2992 Cameron Road, Malakoff, NY 14236',
      alsoWritten: ['2992 CAMERON RD, Malakoff, NY 14236-1234'],
      isRight: null,
    },
  ]);
  expect(names(fact.values[0]?.banks ?? [])).toEqual(['Second', 'First']);
});

it('asks which of several is right, and blames no bank until somebody says so', () => {
  const fact = compare([first, second, third], 'addresses');
  expect(fact).toMatchObject({ standing: 'ask', outdated: [] });
  expect(fact.values).toHaveLength(2);
});

it('names the bank that has none of what is right', () => {
  const addresses = [
    { value: address('2992 Cameron Rd'), isRight: true },
    { value: address('7 Old Ln'), isRight: false },
  ];
  const fact = compare([first, second, third], 'addresses', { addresses });
  expect(fact.standing).toBe('judged');
  expect(names(fact.outdated)).toEqual(['Third']);
  expect(fact.values[0]).toMatchObject({ text: '2992 Cameron Rd, Malakoff, NY 14236' });
});

it('lets several be right, as of two owners, and blames nobody who has one of them', () => {
  const owners = bank('First', { names: ['Ana Ray', 'Ben Ray'] });
  const said = ['Ana Ray', 'Ben Ray'].map((value) => ({ value, isRight: true }));
  expect(compare([owners], 'names', { names: said })).toMatchObject({
    standing: 'judged',
    outdated: [],
  });
});

it('asks again when a bank has something new, and keeps what was said', () => {
  const said = [{ value: 'Ana Ray', isRight: true }];
  const banks = [bank('First', { names: ['Ana Ray'] }), bank('Second', { names: ['Ana Moss'] })];
  const fact = compare(banks, 'names', { names: said });
  expect(fact.standing).toBe('ask');
  expect(fact.values.map(({ text, isRight }) => [text, isRight])).toEqual([
    ['Ana Ray', true],
    ['Ana Moss', null],
  ]);
});

it('blames nobody for saying nothing', () => {
  const said = [{ value: 'ana@example.com', isRight: true }];
  expect(compare([first], 'emails', { emails: said })).toMatchObject({
    values: [{ text: 'ana@example.com', banks: [] }],
    outdated: [],
  });
  expect(compare([first], 'phones')).toMatchObject({ standing: 'none', values: [] });
});

it('forgets what was wrong once no bank has it any more', () => {
  const said = [{ value: '111 222 3333', isRight: false }];
  expect(compare([first], 'phones', { phones: said }).values).toEqual([]);
});
