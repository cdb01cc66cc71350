import 'server-only';
import { isIP } from 'node:net';
import { env } from '#lib/env';

/** More than anybody has devices and password managers. */
export const passkeyLimit = 20;

/** Whom passkeys are made for: this app at the address it is configured with, whatever a request says. */
export function relyingParty(): { id: string; origin: string } {
  const { hostname, origin } = new URL(env().APP_URL);
  return { id: hostname, origin };
}

/** Browsers have passkeys for names alone, and over HTTPS or on the machine itself. */
export function arePasskeysPossible(): boolean {
  const { hostname, protocol } = new URL(env().APP_URL);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return false;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** What a person is called towards authenticators: their id, which says nothing of them. */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex'));
}
