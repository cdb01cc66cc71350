import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { saveInstitution } from '#lib/institutions/save-institution';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { exchangePublicToken, removeItem } from '#lib/plaid/items';
import { requestSync } from '#lib/sync/request-sync';
import { replayWebhooks } from '#lib/webhooks/replay-webhooks';
import { sealAccessToken } from './access-token.ts';
import type { CreateItemInput, ItemDto } from './contract.ts';
import { toAppError } from './plaid-failure.ts';
import { getItem } from './queries.ts';

type Owner = { householdId: string; memberId: string };

/**
 * Turns what Link returned into a connection: exchanges the public token, stores the Item with its
 * access token sealed, and marks its first sync, all in one transaction.
 *
 * If saving fails after the exchange, the Item is removed at Plaid, so that nobody is billed for an
 * Item we do not know. If the exchange's reply is lost there is no token to remove it with: that is
 * logged with the Link session, and the person is told.
 *
 * @throws AppError invalid_public_token, plaid_error, plaid_unavailable or unavailable
 */
export async function connectItem(owner: Owner, input: CreateItemInput): Promise<ItemDto> {
  const { publicToken, metadata } = input;
  const { accessToken, plaidItemId } = await exchangePublicToken(publicToken).catch((error) => {
    log.warn({ linkSessionId: metadata.linkSessionId }, 'the exchange of a public token failed');
    throw toAppError(error, 'The bank was not linked.');
  });
  const ref = { householdId: owner.householdId, itemId: newId() };
  try {
    const institutionId = metadata.institution ? await saveInstitution(metadata.institution) : null;
    await db().$transaction((tx) =>
      store(tx, ref, { memberId: owner.memberId, plaidItemId, accessToken, institutionId }),
    );
  } catch (error) {
    log.error({ error, linkSessionId: metadata.linkSessionId }, 'a linked Item was not saved');
    await undoExchange(accessToken, metadata.linkSessionId);
    throw new AppError(
      'unavailable',
      'The bank was not linked: it could not be saved here. The connection was ended at Plaid again; link the bank once more.',
      { cause: error },
    );
  }
  return getItem(ref.householdId, ref.itemId);
}

async function store(
  tx: Tx,
  ref: { householdId: string; itemId: string },
  facts: {
    memberId: string;
    plaidItemId: string;
    accessToken: string;
    institutionId: string | null;
  },
): Promise<void> {
  const { accessToken, ...columns } = facts;
  const { householdId, itemId } = ref;
  await tx.item.create({
    data: {
      householdId,
      id: itemId,
      ...columns,
      accessTokenSealed: sealAccessToken(ref, accessToken),
    },
  });
  await tx.itemDirectory.create({ data: { plaidItemId: facts.plaidItemId, householdId, itemId } });
  await requestSync(tx, ref, 'link');
  await enqueue(tx, 'refresh-item', ref, { key: `refresh:${itemId}` });
  await replayWebhooks(tx, facts.plaidItemId);
  await publish(tx, householdId, ['items']);
}

/** Tried a few times; what still fails is logged for the operator. */
async function undoExchange(accessToken: string, linkSessionId: string): Promise<void> {
  const attempts = 3;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await removeItem(accessToken);
      return;
    } catch (error) {
      log.error({ error, linkSessionId, attempt }, 'could not remove an unsaved Item at Plaid');
    }
  }
}
