import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDb, db, openDb } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { requestRotation } from './request-rotation.ts';

const patienceMs = 60_000;
const lookMs = 500;

/** For a command: orders a new access token for an Item and waits for the worker to get it. */
export async function orderRotation(
  databaseUrl: string,
  subject: string,
): Promise<{ done: boolean; message: string }> {
  openDb(databaseUrl);
  try {
    return await orderAndWait(subject);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { done: false, message: `${error.message} Nothing was changed.` };
  } finally {
    await closeDb();
  }
}

async function orderAndWait(subject: string) {
  const { itemId, at } = await requestRotation(subject);
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const item = await db().item.findFirst({
      where: { id: itemId },
      select: { rotationRequestedAt: true, tokenRotatedAt: true, stopReason: true },
    });
    if (item?.stopReason === 'token_lost') {
      return said(
        false,
        'Plaid replaced the token, and its answer was lost. The connection has to be linked again.',
      );
    }
    if (item?.tokenRotatedAt && item.tokenRotatedAt >= new Date(at)) {
      return said(true, 'The access token is a new one; the old one is dead.');
    }
    if (!item?.rotationRequestedAt) {
      return said(false, 'Plaid refused. The token is the one it was; the worker’s log says why.');
    }
    await pause(lookMs);
  }
  return said(true, 'It is ordered; the worker does it when it runs. See the operator page.');
}

function said(done: boolean, message: string) {
  return { done, message };
}
