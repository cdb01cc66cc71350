import 'server-only';
import fc from 'fast-check';
import { failPoints } from '#lib/fail-point';

/** Which of the Items, accounts or rows that there are then: taken modulo their number. */
const which = fc.nat({ max: 60 });
const minor = fc.integer({ min: -90_000, max: 90_000 });
const daysAgo = fc.nat({ max: 20 });
const announced = fc.integer({ min: 1, max: 10 }).map((chance) => chance > 2);

/** Where a worker may stop for longer than its lease: elsewhere it would hold others up by locks. */
const pausePoints = ['sync-leased', 'sync-page-read', 'sync-fetched', 'sync-committed'] as const;
const killPoints = failPoints.filter((point) => !/^link-|^webhook-[vkc]|^key-|^event-/.test(point));

const troubles = [
  { status: 500, errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' },
  { status: 429, errorType: 'RATE_LIMIT_EXCEEDED', errorCode: 'TRANSACTIONS_LIMIT' },
  { errorCode: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION' },
  { errorCode: 'INSTITUTION_NOT_RESPONDING' },
  { errorCode: 'PRODUCT_NOT_READY' },
  { mode: 'reset' },
  { mode: 'truncate' },
  { mode: 'malformed' },
  { mode: 'lost_reply' },
  { delayMs: 150 },
] as const;

const faultOf = {
  path: fc.oneof(
    { weight: 5, arbitrary: fc.constant('/transactions/sync') },
    { weight: 2, arbitrary: fc.constant('/accounts/get') },
    { weight: 1, arbitrary: fc.constantFrom('/item/get', '/item/remove') },
  ),
  how: fc.constantFrom(...troubles),
  after: fc.nat({ max: 2 }),
  times: fc.integer({ min: 1, max: 3 }),
};

/**
 * Everything that may happen, with how often. Each is what a bank, a person, the network or a
 * machine does; what it means for the rows is known only to the sandbox and to the product.
 */
const kinds = {
  bankAdds: {
    weight: 12,
    given: { item: which, account: which, minor, daysAgo, pending: fc.boolean(), announced },
  },
  bankChanges: { weight: 6, given: { item: which, row: which, minor, daysAgo, announced } },
  bankRemoves: { weight: 4, given: { item: which, row: which, announced } },
  bankPosts: {
    weight: 10,
    given: {
      item: which,
      row: which,
      minor: fc.option(minor),
      linked: fc.integer({ min: 1, max: 4 }).map((chance) => chance > 1),
      announced,
    },
  },
  bankHurries: {
    weight: 4,
    given: { item: which, minors: fc.array(minor, { minLength: 2, maxLength: 4 }) },
  },
  bankMovesWhilePaged: {
    weight: 1,
    given: { item: which, rows: fc.integer({ min: 501, max: 700 }), minor },
  },
  apiFails: { weight: 8, given: { item: which, ...faultOf } },
  webhooksSuffer: {
    weight: 5,
    given: {
      lost: fc.nat({ max: 3 }),
      refused: fc.nat({ max: 2 }),
      doubled: fc.nat({ max: 3 }),
      delaysMs: fc.array(fc.nat({ max: 250 }), { maxLength: 4 }),
    },
  },
  loginBreaks: { weight: 2, given: { item: which } },
  loginIsRepaired: { weight: 2, given: { item: which, here: fc.boolean() } },
  cursorIsForeign: { weight: 2, given: { item: which } },
  personEdits: {
    weight: 12,
    given: {
      item: which,
      row: which,
      patch: fc.oneof(
        fc.record({ note: fc.constantFrom('lunch', 'split with Ida', '') }),
        fc.record({ category: fc.option(which) }),
        fc.record({ reviewed: fc.boolean() }),
      ),
    },
  },
  personKeeps: { weight: 3, given: { item: which, row: which, kept: fc.boolean() } },
  personAsks: { weight: 5, given: { item: which } },
  personLinks: { weight: 2, given: { household: fc.nat({ max: 1 }) } },
  personLeaves: {
    weight: 2,
    given: {
      item: which,
      history: fc.constantFrom('keep', 'delete'),
      trouble: fc.option(fc.constantFrom(...troubles)),
    },
  },
  sweepRuns: { weight: 1, given: {} },
  workerDies: { weight: 1, given: { at: fc.option(fc.constantFrom(...killPoints)) } },
  workerStands: { weight: 0.3, given: { at: fc.constantFrom(...pausePoints) } },
  timePasses: { weight: 10, given: { ms: fc.integer({ min: 10, max: 250 }) } },
} as const;

type Kinds = typeof kinds;
export type CommandName = keyof Kinds;
type Given<Name extends CommandName> = {
  -readonly [Field in keyof Kinds[Name]['given']]: Kinds[Name]['given'][Field] extends fc.Arbitrary<
    infer Value
  >
    ? Value
    : never;
};
export type Command<Name extends CommandName = CommandName> = {
  [Each in Name]: { do: Each } & Given<Each>;
}[Name];

const command = fc.oneof(
  ...Object.entries(kinds).map(([name, { weight, given }]) => ({
    weight: Math.round(weight * 10),
    arbitrary: fc.record({ do: fc.constant(name), ...given }, { noNullPrototype: true }),
  })),
) as fc.Arbitrary<Command>;

/** As long as they may be as often as short: what breaks an engine takes a few things in a row. */
export const sequence = fc.array(command, { minLength: 4, maxLength: 20, size: 'max' });
