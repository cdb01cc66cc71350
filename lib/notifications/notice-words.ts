import 'server-only';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { Notice } from './contract.ts';

type NoticeWords = { title: string; body: string; href: string; action: string };

/** How a connection's trouble reads as a headline; what is not here is said in general. */
const troubles: Record<string, string> = {
  needs_sign_in: 'needs you to sign in again',
  needs_bank: 'needs you at the bank',
  revoked: 'is no longer connected',
  needs_operator: 'cannot be reached',
};

/**
 * A notification in words, the same in the app and in a mail.
 *
 * @param today  the day it is read or sent; dates of other years carry theirs
 */
export function describeNotice(notice: Notice, today: string): NoticeWords {
  const place = { href: '/connections', action: 'See connections' };
  switch (notice.kind) {
    case 'connection_broken':
      return {
        ...place,
        title: `${notice.bank} ${troubles[notice.trouble] ?? 'has not been updated for a day'}`,
        body: notice.reason,
      };
    case 'connection_recovered':
      return {
        ...place,
        title: `${notice.bank} is back`,
        body: 'It was synced again. What happened at the bank meanwhile is here.',
      };
    case 'connection_expiring':
      return {
        ...place,
        title: `${notice.bank}: access ends on ${formatCivilDate(notice.on, today)}`,
        body: 'Sign in again before then, and it goes on without a gap. Nothing is lost either way.',
      };
  }
}
