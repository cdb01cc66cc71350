import 'server-only';
import {
  type Address,
  type FactDto,
  type FactValue,
  type OwnDetails,
  shownLimit,
} from './contract.ts';
import type { FactKind } from './fact-kinds.ts';
import { isSameAddress, writeAddress } from './same-address.ts';
import { isSameEmail, isSameName, isSamePhone } from './same-text.ts';

/** What one bank has on file, of all its accounts together. */
export type BankOwners = {
  itemId: string;
  bank: string;
  names: readonly string[];
  addresses: readonly Address[];
  phones: readonly string[];
  emails: readonly string[];
};

/**
 * What banks have on file, held against each other and against what the person says: each value once, however it is
 * written. What the person says stands first, and decides.
 */
export function compareFiles(banks: readonly BankOwners[], details: OwnDetails): FactDto[] {
  const texts = (kind: TextKind) =>
    compareFact<string>(banks, {
      kind,
      said: details[kind],
      valuesOf: (bank) => bank[kind],
      isSame: isSame[kind],
      write: (text) => text,
    });
  const addresses = compareFact<Address>(banks, {
    kind: 'addresses',
    said: details.addresses,
    valuesOf: (bank) => bank.addresses,
    isSame: isSameAddress,
    write: writeAddress,
  });
  return [texts('names'), addresses, texts('phones'), texts('emails')];
}

type TextKind = Exclude<FactKind, 'addresses'>;
const isSame = { names: isSameName, phones: isSamePhone, emails: isSameEmail };

type Compared<Value> = {
  kind: FactKind;
  said: readonly { value: Value; isRight: boolean }[];
  valuesOf: (bank: BankOwners) => readonly Value[];
  isSame: (a: Value, b: Value) => boolean;
  write: (value: Value) => string;
};
type Group<Value> = {
  spellings: Value[];
  banks: { itemId: string; bank: string }[];
  isRight: boolean | null;
};

function compareFact<Value extends string | Address>(
  banks: readonly BankOwners[],
  { kind, said, valuesOf, isSame: isSameValue, write }: Compared<Value>,
): FactDto {
  const groups: Group<Value>[] = said.map(({ value, isRight }) => ({
    spellings: [value],
    banks: [],
    isRight,
  }));
  for (const bank of banks) {
    for (const value of valuesOf(bank)) {
      const group = findGroup(groups, value, isSameValue);
      group.spellings.push(value);
      if (!group.banks.some(({ itemId }) => itemId === bank.itemId)) {
        group.banks.push({ itemId: bank.itemId, bank: bank.bank });
      }
    }
  }
  // What was said to be wrong, and no bank has any more, is settled.
  const shown = groups
    .filter((group) => group.isRight === true || group.banks.length > 0)
    .slice(0, shownLimit);
  return {
    kind,
    values: shown.map((group) => toFactValue(group, write)),
    standing: judge(shown),
    outdated: findOutdated(banks, shown),
  };
}

function findGroup<Value>(
  groups: Group<Value>[],
  value: Value,
  isSameValue: (a: Value, b: Value) => boolean,
): Group<Value> {
  const found = groups.find(({ spellings }) => spellings.some((each) => isSameValue(each, value)));
  if (found) return found;
  const group = { spellings: [], banks: [], isRight: null };
  groups.push(group);
  return group;
}

function toFactValue<Value extends string | Address>(
  { spellings, banks, isRight }: Group<Value>,
  write: (value: Value) => string,
): FactValue {
  // As the person said it; else as it is read best: with the most small letters, and with all that is known.
  const [value] =
    isRight === null
      ? spellings.toSorted(
          (a, b) =>
            countSmall(write(b)) - countSmall(write(a)) || write(b).length - write(a).length,
        )
      : spellings;
  const text = value === undefined ? '' : write(value);
  const others = new Set(spellings.map(write));
  others.delete(text);
  return { value: value ?? '', text, alsoWritten: [...others], banks, isRight };
}

function countSmall(text: string): number {
  return text.match(/\p{Ll}/gu)?.length ?? 0;
}

function judge(groups: readonly Group<unknown>[]): FactDto['standing'] {
  if (groups.length === 0) return 'none';
  if (groups.every(({ isRight }) => isRight !== null)) return 'judged';
  return groups.length === 1 ? 'same' : 'ask';
}

function findOutdated(
  banks: readonly BankOwners[],
  groups: readonly Group<unknown>[],
): FactDto['outdated'] {
  const itemsOf = (isRight: boolean) =>
    new Set(
      groups
        .filter((group) => group.isRight === isRight)
        .flatMap((group) => group.banks.map(({ itemId }) => itemId)),
    );
  const [right, wrong] = [itemsOf(true), itemsOf(false)];
  return banks
    .filter(({ itemId }) => wrong.has(itemId) && !right.has(itemId))
    .map(({ itemId, bank }) => ({ itemId, bank }));
}
