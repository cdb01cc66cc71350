import { PlaidFailure } from './failure.ts';

interface Credentials {
  clientId: string;
  /** The body without the two credential fields, which no operation describes. */
  body: Record<string, unknown>;
}

/**
 * Client id and secret, from the body or else from the headers. Any pair will do as long as neither is
 * empty: the client id names a world, the secret protects nothing.
 */
export function takeCredentials(
  received: Record<string, unknown>,
  header: (name: string) => string | undefined,
  needed: boolean,
): Credentials {
  const { client_id, secret, ...body } = received;
  const clientId = client_id ?? header('plaid-client-id');
  const secretText = secret ?? header('plaid-secret');
  if (!needed) {
    return { clientId: typeof clientId === 'string' ? clientId : '', body };
  }
  const missing = [
    ...(clientId === undefined ? ['client_id'] : []),
    ...(secretText === undefined ? ['secret'] : []),
  ];
  if (missing.length > 0) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: `the following required fields are missing: ${missing.join(', ')}`,
    });
  }
  if (!isFilled(clientId) || !isFilled(secretText)) {
    throw new PlaidFailure('INVALID_API_KEYS');
  }
  return { clientId, body };
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}
