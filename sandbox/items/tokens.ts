import { createToken } from '../ids.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';

export const publicTokenLifetimeMs = 30 * 60 * 1000;

export function createPublicToken(sandbox: Sandbox, clientId: string, itemId: string): string {
  const publicToken = createToken('public');
  sandbox.db.run(
    'INSERT INTO public_tokens (public_token, client_id, item_id, expires_at) VALUES (?, ?, ?, ?)',
    publicToken,
    clientId,
    itemId,
    sandbox.clock.now() + publicTokenLifetimeMs,
  );
  return publicToken;
}

/** Trades a public token for an access token: once, within half an hour, in the world that made it. */
export function exchangePublicToken(
  sandbox: Sandbox,
  clientId: string,
  publicToken: string,
): { accessToken: string; itemId: string } {
  return sandbox.db.transaction(() => {
    const now = sandbox.clock.now();
    const row = sandbox.db.get<{ item_id: string }>(
      `UPDATE public_tokens SET exchanged_at = ?
       WHERE public_token = ? AND client_id = ? AND exchanged_at IS NULL AND expires_at > ?
       RETURNING item_id`,
      now,
      publicToken,
      clientId,
      now,
    );
    if (!row) {
      throw new PlaidFailure('INVALID_PUBLIC_TOKEN');
    }
    return {
      accessToken: createAccessToken(sandbox, clientId, row.item_id),
      itemId: row.item_id,
    };
  });
}

/** Makes a new access token and ends every other one of the Item. */
export function replaceAccessToken(sandbox: Sandbox, clientId: string, itemId: string): string {
  return sandbox.db.transaction(() => {
    sandbox.db.run(
      'UPDATE access_tokens SET invalidated_at = ? WHERE item_id = ? AND invalidated_at IS NULL',
      sandbox.clock.now(),
      itemId,
    );
    return createAccessToken(sandbox, clientId, itemId);
  });
}

function createAccessToken(sandbox: Sandbox, clientId: string, itemId: string): string {
  const accessToken = createToken('access');
  sandbox.db.run(
    'INSERT INTO access_tokens (access_token, client_id, item_id, created_at) VALUES (?, ?, ?, ?)',
    accessToken,
    clientId,
    itemId,
    sandbox.clock.now(),
  );
  return accessToken;
}
