import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import type { CreateEndpointInput, NewEndpointDto } from './contract.ts';
import { requireTellable } from './judge-url.ts';
import { endpointLimit } from './limits.ts';
import { getEndpoint } from './queries.ts';
import { makeSecret, sealSecret } from './secrets.ts';

type Maker = Pick<Session, 'householdId' | 'memberId' | 'userId'>;

/**
 * Has an address told of what its maker may see. What it is signed with is told this once: it is stored
 * sealed, and nobody is answered with it again.
 *
 * @throws AppError invalid_input for an address that may not be told; household_refused when they have
 *         too many; not_found when they are in the household no more
 */
export async function createEndpoint(
  maker: Maker,
  { name, url, events }: CreateEndpointInput,
): Promise<NewEndpointDto> {
  requireTellable(url);
  const { householdId, memberId, userId } = maker;
  const secret = makeSecret();
  const id = newId();
  const secretSealed = sealSecret(secret, { householdId, id });
  const endpoint = await db().$transaction(async (tx) => {
    await requireRoom(tx, maker);
    await tx.webhookEndpoint.create({
      data: { householdId, id, memberId, name, url, events, secretSealed },
    });
    const details = { name, host: new URL(url).host, events };
    await recordAudit(tx, userId, { kind: 'webhook_made', details });
    return getEndpoint(maker, id, tx);
  });
  return { endpoint, secret };
}

/** Until the commit no other of theirs is made. */
async function requireRoom(tx: Tx, { householdId, memberId }: Maker): Promise<void> {
  const [member] = await tx.$queryRaw<object[]>`
    SELECT "id" FROM "Member"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
    FOR NO KEY UPDATE`;
  if (!member) throw new AppError('not_found', 'You are no longer in this household.');
  if ((await tx.webhookEndpoint.count({ where: { householdId, memberId } })) < endpointLimit)
    return;
  throw new AppError(
    'household_refused',
    `You have ${endpointLimit} webhooks. Remove one first; none was made.`,
  );
}
