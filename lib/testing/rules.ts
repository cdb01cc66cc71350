import type { RuleEffect, RuleWhen } from '#lib/rules/contract';

/** Of a rule that asks nothing: a test adds what its rule asks. */
export const askedNothing: RuleWhen = {
  merchant: null,
  text: null,
  minMinor: null,
  maxMinor: null,
  currency: null,
  direction: null,
  accountIds: [],
  plaidCodes: [],
};

/** Of a rule that says nothing: a test adds what its rule says. */
export const saysNothing: RuleEffect = {
  categoryId: null,
  rename: null,
  note: null,
  tagIds: [],
  hide: false,
  review: false,
  transfer: false,
  split: null,
};
