import type { ClientUserIdentity } from 'plaid';
import { createToken, createUserId } from '../ids.ts';
import { removeItem } from '../items/remove-item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Call } from '../plaid/operation.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';

type UserIdentity = Wire<ClientUserIdentity>;

/** An end user as `/user/create` knows one: what Items and income reports of several banks hang together by. */
export interface User {
  userId: string;
  clientId: string;
  /** The older way to name a user; users made with the newer fields have none. */
  userToken: string | null;
  clientUserId: string;
  identity: UserIdentity | null;
  createdAt: number;
  updatedAt: number;
}

interface UserRow {
  user_id: string;
  client_id: string;
  user_token: string | null;
  client_user_id: string;
  identity_json: string | null;
  created_at: number;
  updated_at: number;
}

/** How requests name a user. */
interface UserNames {
  user_id?: string | undefined;
  user_token?: string | undefined;
}

/** Makes the user, or finds the one the client already has under this id. */
export function createUser(
  call: Call,
  clientUserId: string,
  identity: UserIdentity | null,
  withToken: boolean,
): User {
  const { db, clock } = call.sandbox;
  const now = clock.now();
  db.run(
    `INSERT INTO users (user_id, client_id, user_token, client_user_id, identity_json, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (client_id, client_user_id) DO NOTHING`,
    createUserId(),
    call.clientId,
    withToken ? createToken('user') : null,
    clientUserId,
    identity === null ? null : JSON.stringify(identity),
    now,
    now,
  );
  const row = db.get<UserRow>(
    'SELECT * FROM users WHERE client_id = ? AND client_user_id = ?',
    call.clientId,
    clientUserId,
  );
  if (!row) {
    throw new Error('The user just stored is missing.');
  }
  return toUser(row);
}

/** The user a request names, of this client. */
export function requireUser(call: Call, names: UserNames): User {
  const user = findNamedUser(call, names);
  if (!user) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: 'the following required fields are missing: user_id',
    });
  }
  return user;
}

/** The user a request names, or null when it names none. */
export function findNamedUser(call: Call, { user_id, user_token }: UserNames): User | null {
  const { db } = call.sandbox;
  if (user_id !== undefined) {
    const user = findUser(db, user_id);
    if (user?.clientId !== call.clientId) {
      throw new PlaidFailure('USER_NOT_FOUND');
    }
    return user;
  }
  if (user_token === undefined) {
    return null;
  }
  const row = db.get<UserRow>(
    'SELECT * FROM users WHERE user_token = ? AND client_id = ?',
    user_token,
    call.clientId,
  );
  if (!row) {
    throw new PlaidFailure('INVALID_USER_TOKEN');
  }
  return toUser(row);
}

function findUser(db: Database, userId: string): User | null {
  const row = db.get<UserRow>('SELECT * FROM users WHERE user_id = ?', userId);
  return row ? toUser(row) : null;
}

/** Fields that are given replace those there are; the others stay. */
export function updateUser(sandbox: Sandbox, user: User, identity: UserIdentity): void {
  sandbox.db.run(
    'UPDATE users SET identity_json = ?, updated_at = ? WHERE user_id = ?',
    JSON.stringify({ ...user.identity, ...identity }),
    sandbox.clock.now(),
    user.userId,
  );
}

/** Forgets the user, the Items linked in the user's name and what was learned of the user's income. */
export function removeUser(sandbox: Sandbox, user: User): void {
  const { db } = sandbox;
  db.transaction(() => {
    for (const itemId of listItemIds(db, user)) {
      removeItem(sandbox, itemId);
    }
    db.run('UPDATE items SET user_id = NULL WHERE user_id = ?', user.userId);
    db.run('DELETE FROM income_results WHERE user_id = ?', user.userId);
    db.run('DELETE FROM users WHERE user_id = ?', user.userId);
  });
}

/** The Items linked in the user's name that still exist, oldest first. */
export function listItemIds(db: Database, user: User): string[] {
  return db
    .all<{ item_id: string }>(
      'SELECT item_id FROM items WHERE user_id = ? AND removed_at IS NULL ORDER BY created_at, rowid',
      user.userId,
    )
    .map((row) => row.item_id);
}

/** The user's Items a request names; an empty list means all of them. One that is not the user's is an error. */
export function requireItemIds(db: Database, user: User, itemIds: string[]): string[] {
  const all = listItemIds(db, user);
  if (!itemIds.every((itemId) => all.includes(itemId))) {
    throw new PlaidFailure('ITEM_NOT_FOUND');
  }
  return itemIds.length === 0 ? all : itemIds;
}

function toUser(row: UserRow): User {
  return {
    userId: row.user_id,
    clientId: row.client_id,
    userToken: row.user_token,
    clientUserId: row.client_user_id,
    identity: row.identity_json === null ? null : (JSON.parse(row.identity_json) as UserIdentity),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
