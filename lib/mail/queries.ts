import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { OperatorMailList } from './contract.ts';

const listLimit = 100;

/**
 * The installation's latest mails, of all households: for the operator alone. Where mails leave
 * through a relay their words are not shown.
 */
export async function listMailsOfAll(): Promise<OperatorMailList> {
  const hasRelay = env().SMTP_URL !== undefined;
  const rows = await db().mail.findMany({
    select: {
      id: true,
      toAddress: true,
      subject: true,
      text: true,
      state: true,
      attempts: true,
      lastError: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: listLimit,
  });
  const items = rows.map(({ toAddress, createdAt, text, ...row }) => ({
    ...row,
    to: toAddress,
    text: hasRelay ? null : text,
    createdAt: createdAt.toISOString(),
  }));
  return { items, nextCursor: null, hasRelay };
}
