import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routeScopes } from '#lib/access-tokens/route-scopes';
import { isWriteScope, type TokenScope } from '#lib/access-tokens/scopes';
import { readOwnRoutes, readRoutes } from '#lib/testing/routes';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Whoever adds to these says that strangers may call it. */
const openToStrangers = [
  'GET /api/calendar/[householdId]/[file]',
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /api/openapi.json',
  'GET /api/security-txt',
  'POST /api/csp-reports',
  'POST /api/deletions/status',
  'POST /api/email/verify',
  'POST /api/password/reset',
  'POST /api/password/reset-link',
  'POST /api/plaid/webhook',
  'POST /api/shared/document',
  'POST /api/shared/open',
  'POST /api/sign-in',
  'POST /api/sign-in/passkey',
  'POST /api/sign-up',
  'POST /api/sign-up/finish',
  'POST /api/sign-up/link',
];

/** Whoever adds to these says that it concerns the person alone: a viewer may do it. */
const openToViewers = [
  'DELETE /api/access-tokens/[accessTokenId]',
  'DELETE /api/calendar/feed',
  'DELETE /api/factors/passkeys/[passkeyId]',
  'DELETE /api/factors/totp',
  'DELETE /api/income',
  'DELETE /api/oidc',
  'DELETE /api/push-devices/[pushDeviceId]',
  'DELETE /api/sample',
  'DELETE /api/saved-views/[savedViewId]',
  'DELETE /api/sessions',
  'DELETE /api/sessions/[sessionId]',
  'DELETE /api/webhook-endpoints/[webhookEndpointId]',
  'PATCH /api/factors/passkeys/[passkeyId]',
  'PATCH /api/income',
  'PATCH /api/notifications/floors',
  'PATCH /api/notifications/large-from',
  'PATCH /api/notifications/preferences',
  'PATCH /api/overview',
  'PATCH /api/privacy',
  'PATCH /api/profile',
  'PATCH /api/push-devices/[pushDeviceId]',
  'PATCH /api/saved-views/[savedViewId]',
  'PATCH /api/webhook-endpoints/[webhookEndpointId]',
  'POST /api/access-tokens',
  'POST /api/archives',
  'POST /api/archives/[archiveId]/download',
  'POST /api/calendar/feed',
  'POST /api/deletions',
  'POST /api/email',
  'POST /api/email/verify-link',
  'POST /api/exports',
  'POST /api/factors/passkeys',
  'POST /api/factors/passkeys/options',
  'POST /api/factors/recovery-codes',
  'POST /api/factors/totp',
  'POST /api/factors/totp/confirm',
  'POST /api/households',
  'POST /api/households/[householdId]/open',
  'POST /api/income/report',
  'POST /api/invites/accept',
  'POST /api/members/leave',
  'POST /api/notifications/read',
  'POST /api/password',
  'POST /api/push-devices',
  'POST /api/sample',
  'POST /api/saved-views',
  'POST /api/statements/[statementId]/download',
  'POST /api/step-up',
  'POST /api/step-up/passkey',
  'POST /api/webhook-endpoints',
  'POST /api/webhook-endpoints/[webhookEndpointId]/deliveries/[webhookDeliveryId]',
  'POST /api/webhook-endpoints/[webhookEndpointId]/secret',
  'POST /api/webhook-endpoints/[webhookEndpointId]/test',
];

/** What nobody does by finding a browser open: whoever takes one out says why not. */
const afterAProof = [
  'DELETE /api/accounts/[accountId]',
  'DELETE /api/asset-reports/[assetReportId]',
  'DELETE /api/factors/passkeys/[passkeyId]',
  'DELETE /api/factors/totp',
  'DELETE /api/items/[itemId]',
  'DELETE /api/members/[memberId]',
  'DELETE /api/oidc',
  'DELETE /api/sessions',
  'DELETE /api/sessions/[sessionId]',
  'GET /api/archives/[archiveId]/file',
  'GET /api/exports',
  'GET /api/operator/costs',
  'PATCH /api/members/[memberId]',
  'POST /api/access-tokens',
  'POST /api/accounts/[accountId]/numbers',
  'POST /api/accounts/[accountId]/processor-tokens',
  'POST /api/archive-imports',
  'POST /api/archives',
  'POST /api/archives/[archiveId]/download',
  'POST /api/asset-reports/[assetReportId]/copies',
  'POST /api/asset-reports/[assetReportId]/download',
  'POST /api/calendar/feed',
  'POST /api/deletions',
  'POST /api/email',
  'POST /api/exports',
  'POST /api/factors/passkeys',
  'POST /api/factors/passkeys/options',
  'POST /api/factors/recovery-codes',
  'POST /api/factors/totp',
  'POST /api/factors/totp/confirm',
  'POST /api/income/report',
  'POST /api/invites',
  'POST /api/items/[itemId]/identity',
  'POST /api/items/[itemId]/identity-match',
  'POST /api/items/[itemId]/revoked-accounts',
  'POST /api/members/leave',
  'POST /api/members/transfer',
  'POST /api/operator/rotations',
  'POST /api/password',
  'POST /api/proof-packs',
  'POST /api/statements/[statementId]/download',
  'POST /api/webhook-endpoints',
  'POST /api/webhook-endpoints/[webhookEndpointId]/secret',
];

/** What a token to read may post: nothing comes of it. */
const readsByPost = ['/api/rules/preview'];
const isRead = ({ scope }: { scope: TokenScope | null }) => scope !== null && !isWriteScope(scope);

/** Browsers add fields to their reports at will; nothing of them is kept. */
const takesUnknownFields = ['POST /api/csp-reports'];

describe('every route of the API', async () => {
  const routes = await readRoutes();
  const own = await readOwnRoutes();

  it('is found', () => {
    expect(own.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !methods.includes(route.method))).toEqual([]);
  });

  it('answers every method, if only that it is not possible', () => {
    const answered = Map.groupBy(routes, (route) => route.path);
    for (const [path, found] of answered) {
      const names = found.map((route) => route.method).sort();
      expect(names, path).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']);
    }
  });

  it.each(own.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is made by the wrapper and registered as what it is',
    (_name, { path, method, handler }) => {
      expect(handler.meta).toMatchObject({ path, method });
    },
  );

  it('is closed to strangers unless it is named here', () => {
    const open = own
      .filter(({ handler }) => !['member', 'operator'].includes(handler.meta?.access ?? ''))
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(openToStrangers);
  });

  it('lets a viewer change nothing but what is named here', () => {
    const open = own
      .filter(({ method, handler }) => method !== 'GET' && handler.meta.role === 'viewer')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(openToViewers);
  });

  it('asks who it is before what cannot be undone, or decides who signs in', () => {
    const asking = own
      .filter(({ handler }) => handler.meta.fresh)
      .map(({ method, path }) => `${method} ${path}`);
    expect(asking.sort()).toEqual(afterAProof);
  });

  it('says of each whether a token will do, and of none that asks for a proof', () => {
    const members = own.filter(({ handler }) => handler.meta.access === 'member');
    const names = members.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(routeScopes).sort()).toEqual(names.sort());
    const open = own.filter(({ handler }) => handler.meta.scope !== null);
    const wrong = open.filter(({ handler: { meta } }) => meta.fresh || meta.role === 'owner');
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const changing = open.filter(({ method, handler }) => method !== 'GET' && isRead(handler.meta));
    expect(changing.map(({ path }) => path)).toEqual(readsByPost);
    expect(open.filter(({ method, handler }) => method === 'GET' && !isRead(handler.meta))).toEqual(
      [],
    );
  });

  it.each(
    own
      .map((route) => [`${route.method} ${route.path}`, route.handler.meta.input] as const)
      .filter(([name, input]) => input && !takesUnknownFields.includes(name)),
  )('%s takes no field it does not know, and no list without an end', (_name, input) => {
    for (const schema of [input?.query, input?.body]) {
      if (schema) expect(findLoose(toJsonSchema(schema), '')).toEqual([]);
    }
  });
});

type JsonSchema = z.core.JSONSchema.BaseSchema;

function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Paths of objects that let unknown fields pass, and of lists without a greatest length. */
function findLoose(schema: JsonSchema, path: string): string[] {
  const found = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    typeof each === 'object' ? findLoose(each, `${path}.${name}`) : [],
  );
  for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    found.push(...findLoose(each as JsonSchema, path));
  }
  if (typeof schema.items === 'object') found.push(...findLoose(schema.items as JsonSchema, path));
  const isLoose = schema.type === 'object' && schema.additionalProperties !== false;
  // What a browser's passkey extensions answer goes to the verifier, and is kept nowhere.
  if (isLoose && !path.endsWith('.clientExtensionResults')) found.push(`${path}{}`);
  if (schema.type === 'array' && schema.maxItems === undefined) found.push(`${path}[]`);
  return found;
}
