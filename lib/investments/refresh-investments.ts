import 'server-only';
import { db } from '#lib/db/client';
import { type RateLimit, refundToken, secondsUntilToken, takeToken } from '#lib/db/rate-bucket';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { toBankError } from '#lib/items/plaid-failure';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { refreshInvestments } from '#lib/plaid/investments';
import { noAnswer, PlaidError } from '#lib/plaid/plaid-error';
import { listOwnItems, requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { unoffered } from '#lib/products/judge-failure';
import { requestProducts } from '#lib/products/request-products';
import { requireReal } from '#lib/sample/require-real';
import type { InvestmentSourceDto, RefreshedDto } from './contract.ts';

/** Of one connection: Plaid bills each look, and looks once a day or more often of its own accord. */
const limit: RateLimit = { capacity: 1, perMinute: 1 / 60 };
const itemLimit = 200;

/**
 * Has the bank of a connection asked at once for what is held and what happened, which may take half a minute; both are
 * then read, whether or not a webhook says that they changed.
 *
 * @throws AppError not_found, also where this is not offered or nothing is shared; forbidden when another member linked
 * it; item_disconnected; rate_limited, with when it may be asked again; item_needs_you; plaid_error or plaid_unavailable
 */
export async function requestRefresh(viewer: Viewer, itemId: string): Promise<RefreshedDto> {
  const { householdId } = viewer;
  await requireReal(householdId);
  await requireOwnItem(viewer, itemId);
  await requireShared(householdId, itemId);
  const accessToken = await readAccessToken(householdId, itemId);
  const key = `investments-refresh:${itemId}`;
  await requireTurn(key);
  await ask(accessToken, key);
  await db().$transaction(async (tx) => {
    const ref = { householdId, itemId };
    await requestProducts(tx, ref, ['holdings', 'investment_transactions']);
    await publish(tx, householdId, ['products'], itemId);
  });
  return { againInSeconds: await secondsUntilToken(key, limit) };
}

/** The viewer's own connections whose banks can be asked; none where the installation does not offer it. */
export async function listInvestmentSources(viewer: Viewer): Promise<InvestmentSourceDto[]> {
  if (!env().REFRESH_INVESTMENTS) return [];
  const rows = await db().itemProduct.findMany({
    where: {
      householdId: viewer.householdId,
      itemId: { in: await listOwnItems(viewer) },
      product: 'holdings',
      state: 'ready',
      item: { accessTokenSealed: { not: null }, removeRequestedAt: null, stopReason: null },
    },
    select: { itemId: true, fetchedAt: true, item: { select: itemNameColumns } },
    orderBy: { itemId: 'asc' },
    take: itemLimit,
  });
  return rows.map(({ itemId, fetchedAt, item }) => ({
    itemId,
    bank: itemNameOf(item),
    readAt: fetchedAt?.toISOString() ?? null,
  }));
}

async function requireShared(householdId: string, itemId: string): Promise<void> {
  const where = { householdId, itemId, product: 'holdings', state: 'ready' } as const;
  if (env().REFRESH_INVESTMENTS && (await db().itemProduct.count({ where })) > 0) return;
  throw new AppError('not_found', 'This bank cannot be asked for its investments from here.');
}

async function requireTurn(key: string): Promise<void> {
  if (await takeToken(key, limit)) return;
  const seconds = Math.max(1, await secondsUntilToken(key, limit));
  throw new AppError(
    'rate_limited',
    `This bank was asked less than an hour ago. You can ask again in ${Math.ceil(seconds / 60)} min.`,
    { retryAfterSeconds: seconds, data: { againInSeconds: seconds } },
  );
}

/** A turn is only spent where the bank may have been asked. */
async function ask(accessToken: string, key: string): Promise<void> {
  try {
    await refreshInvestments(accessToken);
  } catch (error) {
    const mayBeAsked = error instanceof PlaidError && error.type === noAnswer;
    if (!mayBeAsked) await refundToken(key, limit);
    throw toWords(error);
  }
}

function toWords(error: unknown): unknown {
  const isAbsent =
    error instanceof PlaidError && (classifyError(error) === 'absent' || unoffered.has(error.code));
  if (!isAbsent) return toBankError(error, 'The bank was not asked');
  log.info({ code: error.code }, 'investments cannot be refreshed');
  return new AppError(
    'plaid_error',
    'This bank takes no such question through Plaid. What it tells every day goes on coming here by itself; nothing was changed.',
    { cause: error, data: { plaidCode: error.code, requestId: error.requestId } },
  );
}
