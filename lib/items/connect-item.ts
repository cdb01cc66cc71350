import 'server-only';
import { recordConsent } from '#lib/consents/record-consent';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { failPoint } from '#lib/fail-point';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { exchangePublicToken } from '#lib/plaid/items';
import type { Viewer } from '#lib/privacy/viewer';
import { requireReal } from '#lib/sample/require-real';
import { requestSync } from '#lib/sync/request-sync';
import { replayWebhooks } from '#lib/webhooks/replay-webhooks';
import { sealAccessToken } from './access-token.ts';
import { type BankClaim, endClaim, whileBankIsClaimed } from './claim-bank.ts';
import type { CreateItemInput, ItemDto } from './contract.ts';
import { refuseDuplicate } from './find-duplicate.ts';
import { toAppError } from './plaid-failure.ts';
import { getItem } from './queries.ts';
import { recordItem } from './record-item.ts';
import { settleUnsavedItem } from './settle-unsaved-item.ts';

type ItemRef = { householdId: string; itemId: string };

/**
 * Turns what Link returned into a connection: exchanges the public token, stores the Item with its
 * access token sealed, and marks its first sync, all in one transaction. Nothing stands between the
 * exchange and that transaction; which bank it is, the worker asks afterwards.
 *
 * If saving fails after the exchange, the Item is removed at Plaid, so that nobody is billed for an
 * Item we do not know. If the exchange's reply is lost there is no token to remove it with: that is
 * logged with the Link session, and the person is told.
 *
 * Before that, accounts that are here already are refused unless the person wants them twice:
 * nothing is exchanged, nor billed, until they have chosen. Two passages through Link at the same
 * bank take turns, so that the second is held against what the first has stored.
 *
 * @throws AppError invalid_public_token, plaid_error, plaid_unavailable, duplicate_item or
 *         unavailable; household_refused for sample data
 */
export async function connectItem(owner: Viewer, input: CreateItemInput): Promise<ItemDto> {
  await requireReal(owner.householdId);
  const { institution } = input.metadata;
  // Without a bank's name there is nothing that could be here already.
  if (!institution) return exchangeAndStore(owner, input, null);
  return whileBankIsClaimed(owner.householdId, institution.id, async (claim) => {
    if (!input.allowDuplicate) await refuseDuplicate(owner, input.metadata);
    return exchangeAndStore(owner, input, claim);
  });
}

async function exchangeAndStore(
  owner: Viewer,
  { publicToken, metadata }: CreateItemInput,
  claim: BankClaim | null,
): Promise<ItemDto> {
  const { linkSessionId } = metadata;
  const exchanged = await exchangePublicToken(publicToken).catch((error) => {
    log.warn({ linkSessionId }, 'the exchange of a public token failed');
    throw toAppError(error, 'The bank was not linked.');
  });
  failPoint('link-exchanged');
  const ref = { householdId: owner.householdId, itemId: newId() };
  try {
    await db().$transaction(async (tx) => {
      if (claim && !(await endClaim(tx, claim))) throw new Error('The claim of the bank ran out.');
      await store(tx, ref, exchanged, owner.memberId, metadata);
    });
  } catch (error) {
    log.error({ error, linkSessionId }, 'a linked Item was not saved');
    return getItem(owner, await settleUnsavedItem(owner, ref, exchanged, linkSessionId));
  }
  failPoint('link-stored');
  return getItem(owner, ref.itemId);
}

async function store(
  tx: Tx,
  ref: ItemRef,
  { accessToken, plaidItemId }: { accessToken: string; plaidItemId: string },
  memberId: string,
  { institution, accounts, linkSessionId }: CreateItemInput['metadata'],
): Promise<void> {
  const { householdId, itemId } = ref;
  const known = institution
    ? await tx.institution.findUnique({ where: { id: institution.id }, select: { id: true } })
    : null;
  await tx.item.create({
    data: {
      householdId,
      id: itemId,
      plaidItemId,
      memberId,
      institutionId: known?.id ?? null,
      linkName: institution?.name ?? null,
      linkInstitutionId: institution?.id ?? null,
      linkAccounts: accounts,
      linkSessionId,
      accessTokenSealed: sealAccessToken(ref, accessToken),
      webhookUrl: env().plaid.webhookUrl ?? null,
    },
  });
  await tx.itemDirectory.create({ data: { plaidItemId, householdId, itemId } });
  await requestSync(tx, ref, 'link');
  await enqueue(tx, 'refresh-item', ref, { key: `refresh:${itemId}` });
  await replayWebhooks(tx, plaidItemId);
  await publish(tx, householdId, ['items'], itemId);
  await recordConsent(tx, ref, 'given');
  await recordItem(tx, ref, { kind: 'bank_linked', details: {} });
}
