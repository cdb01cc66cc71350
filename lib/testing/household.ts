import { hashPassword } from '#lib/auth/passwords';
import { createPerson, patience } from '#lib/auth/sign-up';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { Role } from '#lib/households/roles';
import { connectItem } from '#lib/items/connect-item';
import { getAccounts } from '#lib/plaid/accounts';
import { getSyncPage } from '#lib/plaid/transactions';
import type { Viewer } from '#lib/privacy/viewer';
import type { ItemRef, SyncPorts } from '#lib/sync/ports';
import { postgresStore } from '#lib/sync/postgres-store';
import { runSync, type SyncOutcome } from '#lib/sync/run-sync';
import { createPublicToken, type SandboxLogin } from './sandbox.ts';

export type TestHousehold = { householdId: string; memberId: string; userId: string };

let people = 0;
/** Everybody’s: a hash takes a core for as long as the rest of signing up, and signing up has tests of its own. */
let passwordHash: Promise<string> | undefined;

/** A person with a household of their own, as signing up makes them. */
export async function createHousehold(): Promise<TestHousehold> {
  people += 1;
  passwordHash ??= hashPassword('correct horse battery');
  const person = {
    name: `Person ${people}`,
    email: `person${people}@example.com`,
    passwordHash: await passwordHash,
    emailVerifiedAt: null,
  };
  const userId = await db().$transaction((tx) => createPerson(tx, person, null), patience);
  const { householdId, id: memberId } = await db().member.findFirstOrThrow({
    where: { userId },
    select: { householdId: true, id: true },
  });
  return { householdId, memberId, userId };
}

/** Another person who belongs to somebody's household, beside one of their own. */
export async function joinHousehold(
  { householdId }: Pick<TestHousehold, 'householdId'>,
  role: Role = 'member',
): Promise<TestHousehold> {
  const { userId } = await createHousehold();
  const memberId = newId();
  await db().member.create({ data: { householdId, id: memberId, userId, role } });
  return { householdId, memberId, userId };
}

export type LinkedItem = ItemRef & Viewer & { plaidItemId: string };

/** Links a bank of the sandbox, the short way without Link. */
export async function linkItem(
  owner: TestHousehold,
  options: SandboxLogin = {},
): Promise<LinkedItem> {
  const item = await connectItem(owner, {
    publicToken: await createPublicToken(options),
    metadata: {
      institution: { id: options.institutionId ?? 'ins_109508', name: 'First Platypus Bank' },
      accounts: [],
      linkSessionId: 'test',
    },
  });
  const { householdId, memberId } = owner;
  const { plaidItemId } = await db().item.findUniqueOrThrow({
    where: { householdId_id: { householdId, id: item.id } },
    select: { plaidItemId: true },
  });
  return { householdId, memberId, itemId: item.id, plaidItemId };
}

export const realPorts: SyncPorts = {
  store: postgresStore,
  plaid: { getSyncPage, getAccounts },
  isStopping: () => false,
  clock: { now: () => new Date(), random: () => 0.5, every: () => () => {} },
  newId,
};

/** Marks work and runs one sync, as a worker would. */
export async function syncOnce(item: ItemRef, ports: SyncPorts = realPorts): Promise<SyncOutcome> {
  await db().item.update({
    where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
    data: { requestedSeq: { increment: 1 } },
  });
  return runSync(ports, { householdId: item.householdId, itemId: item.itemId }, 'test');
}

/** Syncs until the bank's whole history is here. */
export async function syncHistory(item: ItemRef): Promise<void> {
  const attempts = 100;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await syncOnce(item);
    const row = await db().item.findUniqueOrThrow({
      where: { householdId_id: { householdId: item.householdId, id: item.itemId } },
      select: { transactionsStatus: true },
    });
    if (row.transactionsStatus === 'historical_complete') return;
  }
  throw new Error('The history never became complete.');
}

/** A person, a bank of theirs, and its whole history: where most tests begin. */
export async function createLinkedHousehold(
  options?: SandboxLogin,
): Promise<{ owner: TestHousehold; item: LinkedItem }> {
  const owner = await createHousehold();
  const item = await linkItem(owner, options);
  await syncHistory(item);
  return { owner, item };
}
