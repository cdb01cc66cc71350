import type { LinkTokenCreateRequest } from 'plaid';
import { millisecondsPerDay } from '../dates.ts';
import { createToken } from '../ids.ts';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { findNamedUser } from '../users/user.ts';

export type LinkTokenRequest = Wire<Omit<LinkTokenCreateRequest, 'client_id' | 'secret'>>;

export interface LinkToken {
  linkToken: string;
  clientId: string;
  /** The Item that update mode repairs; null when a new one is linked. */
  itemId: string | null;
  request: LinkTokenRequest;
  createdAt: number;
  expiresAt: number;
}

interface LinkTokenRow {
  link_token: string;
  client_id: string;
  item_id: string | null;
  request_json: string;
  created_at: number;
  expires_at: number;
}

const newItemLifetimeMs = 4 * 60 * 60 * 1000;
const updateModeLifetimeMs = 30 * 60 * 1000;
const keptAfterExpiryMs = 7 * millisecondsPerDay;

export function createLinkToken(
  sandbox: Sandbox,
  clientId: string,
  itemId: string | null,
  request: LinkTokenRequest,
): LinkToken {
  const createdAt = sandbox.clock.now();
  const token: LinkToken = {
    linkToken: createToken('link'),
    clientId,
    itemId,
    // The Item is known by its id; its access token has no business in another table.
    request: { ...request, access_token: null },
    createdAt,
    expiresAt: createdAt + chooseLifetimeMs(itemId, request),
  };
  forgetOldTokens(sandbox, createdAt);
  sandbox.db.run(
    'INSERT INTO link_tokens VALUES (?, ?, ?, ?, ?, ?)',
    token.linkToken,
    clientId,
    itemId,
    JSON.stringify(token.request),
    token.createdAt,
    token.expiresAt,
  );
  return token;
}

/** A hosted session lives as long as its address. */
function chooseLifetimeMs(itemId: string | null, request: LinkTokenRequest): number {
  const hosted = request.hosted_link;
  if (hosted) {
    const minutes = { sms: 24 * 60, email: 7 * 24 * 60 }[String(hosted.delivery_method)] ?? 30;
    return hosted.url_lifetime_seconds === undefined
      ? minutes * 60_000
      : hosted.url_lifetime_seconds * 1000;
  }
  return itemId === null ? newItemLifetimeMs : updateModeLifetimeMs;
}

export function findLinkToken(sandbox: Sandbox, linkToken: string): LinkToken | null {
  const row = sandbox.db.get<LinkTokenRow>(
    'SELECT * FROM link_tokens WHERE link_token = ?',
    linkToken,
  );
  return row
    ? {
        linkToken: row.link_token,
        clientId: row.client_id,
        itemId: row.item_id,
        request: JSON.parse(row.request_json) as LinkTokenRequest,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    : null;
}

/** Plaid keeps sessions for hours; a week later nobody asks for them. */
function forgetOldTokens(sandbox: Sandbox, now: number): void {
  const { db } = sandbox;
  db.transaction(() => {
    const old = 'SELECT link_token FROM link_tokens WHERE expires_at < ?';
    const before = now - keptAfterExpiryMs;
    db.run(
      `DELETE FROM link_events WHERE link_session_id IN
         (SELECT link_session_id FROM link_sessions WHERE link_token IN (${old}))`,
      before,
    );
    db.run(`DELETE FROM link_sessions WHERE link_token IN (${old})`, before);
    db.run('DELETE FROM link_tokens WHERE expires_at < ?', before);
    db.run('DELETE FROM public_tokens WHERE expires_at < ?', before);
  });
}

/** What is fetched as soon as the login is linked. */
export function listInitialProducts(request: LinkTokenRequest): Product[] {
  return [
    ...(request.products ?? []),
    ...(request.required_if_supported_products ?? []),
    ...(request.optional_products ?? []),
  ];
}

/** Plaid shows names of up to thirty characters and otherwise none. */
export function nameClient(token: LinkToken): string {
  const name = token.request.client_name;
  return name.length <= 30 ? name : 'This Application';
}

/** Whether Link runs on a page of Plaid's own instead of in the application's. */
export function isHosted(token: LinkToken): boolean {
  return token.request.hosted_link !== undefined;
}

export function allowsSeveralItems(token: LinkToken): boolean {
  return token.itemId === null && token.request.enable_multi_item_link === true;
}

/** The user in whose name the session runs, if the token names one. */
export function findTokenUserId(sandbox: Sandbox, token: LinkToken): string | null {
  return findNamedUser({ sandbox, clientId: token.clientId }, token.request)?.userId ?? null;
}
