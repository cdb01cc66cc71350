import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { tellPerson } from '#lib/auth/tell-person';
import { hashToken } from '#lib/crypto/tokens';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { type Role, reaches } from '#lib/households/roles';
import type { CreateTokenInput, NewTokenDto } from './contract.ts';
import { tokenLimit } from './limits.ts';
import { getToken } from './queries.ts';
import { isWriteScope } from './scopes.ts';
import { makeToken } from './token-format.ts';

type Maker = Pick<Session, 'householdId' | 'memberId' | 'userId'>;

/**
 * Makes a token by which a program sees what its maker sees of this household, and changes what they may
 * change there, as far as the scopes go. It is told this once: of it only a hash is stored.
 *
 * @throws AppError invalid_input for a scope that goes beyond the maker's role; household_refused when
 *         they have too many tokens; not_found when they are in the household no more
 */
export async function createToken(
  maker: Maker,
  { name, scopes, days }: CreateTokenInput,
): Promise<NewTokenDto> {
  const { householdId, memberId, userId } = maker;
  const secret = makeToken(householdId);
  const id = newId();
  const token = await db().$transaction(async (tx) => {
    const role = await lockMember(tx, maker);
    if (!reaches(role, 'member') && scopes.some(isWriteScope)) {
      throw new AppError('invalid_input', 'No token was made: a viewer changes nothing.', {
        fields: { scopes: 'You can look at this household, not change it. Choose to read alone.' },
      });
    }
    await requireRoom(tx, maker);
    await tx.accessToken.create({
      data: {
        householdId,
        id,
        memberId,
        name,
        scopes,
        tokenHash: hashToken(secret),
        ending: secret.slice(-4),
        expiresAt: new Date(Date.now() + days * 86_400_000),
      },
    });
    await tellPerson(tx, userId, {
      title: 'You made an access token',
      body: `With “${name}” a program reads${scopes.some(isWriteScope) ? ' and changes' : ''} your data for ${days === 1 ? 'a day' : `${days} days`}. You can revoke it at Settings, API.`,
    });
    const made = await getToken(maker, id, tx);
    await recordAudit(tx, userId, { kind: 'access_token_made', details: { name, scopes, days } });
    return made;
  });
  return { token, secret };
}

/** Until the commit nobody changes their role, and no other token of theirs is made. */
async function lockMember(tx: Tx, { householdId, memberId }: Maker): Promise<Role> {
  const [member] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT "role"::text AS "role" FROM "Member"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
    FOR NO KEY UPDATE`;
  if (!member) throw new AppError('not_found', 'You are no longer in this household.');
  return member.role;
}

async function requireRoom(tx: Tx, { householdId, memberId }: Maker): Promise<void> {
  const where = { householdId, memberId, revokedAt: null, expiresAt: { gt: new Date() } };
  if ((await tx.accessToken.count({ where })) < tokenLimit) return;
  throw new AppError(
    'household_refused',
    `You have ${tokenLimit} tokens. Revoke one first; none was made.`,
  );
}
