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
  const shown = {
    state: true,
    attempts: true,
    lastError: true,
    createdAt: true,
    id: true,
  } as const;
  const select = { ...shown, toAddress: true, subject: true, text: true } as const;
  const latest = { orderBy: { createdAt: 'desc' }, take: listLimit } as const;
  const rows = [
    ...(await db().mail.findMany({ select, ...latest })),
    ...(await db().tokenMail.findMany({ select, ...latest })),
  ];
  const items = rows
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .slice(0, listLimit)
    .map(({ toAddress, createdAt, text, subject, ...row }) => ({
      ...row,
      to: toAddress,
      subject: subject ?? 'Not written',
      text: hasRelay ? null : text,
      createdAt: createdAt.toISOString(),
    }));
  return { items, nextCursor: null, hasRelay };
}
