import 'server-only';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { Role } from '#lib/households/roles';
import type { Notice, NoticeWords, Reading } from './contract.ts';
import { describeMoneyNotice, isMoneyNotice } from './money-words.ts';

/** How a connection's trouble reads as a headline; what is not here is said in general. */
const troubles: Record<string, string> = {
  needs_sign_in: 'needs you to sign in again',
  needs_bank: 'needs you at the bank',
  revoked: 'is no longer connected',
  needs_operator: 'cannot be reached',
};

const roleNames: Record<Role, string> = {
  owner: 'an owner of the household',
  member: 'a member of the household',
  viewer: 'a viewer of the household',
};

const asRole: Record<Role, string> = {
  owner: 'An owner invites and removes people and says what each may do.',
  member: 'A member links banks and edits what they see.',
  viewer: 'A viewer looks and changes nothing.',
};

/** A notification in words, the same in the app and in a mail. */
export function describeNotice(notice: Notice, reading: Reading): NoticeWords {
  if (isMoneyNotice(notice)) return describeMoneyNotice(notice, reading);
  const { readerId, today } = reading;
  const place = { href: '/connections', action: 'See connections' };
  const household = { href: '/settings/household', action: 'See the household' };
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
    case 'member_joined':
      return {
        ...household,
        title: `${notice.name} joined the household`,
        body: `${asRole[notice.role]} What they see of the accounts you linked is yours to decide: all of it, unless you said otherwise.`,
      };
    case 'member_left':
      return {
        ...household,
        title: `${notice.name} is no longer in the household`,
        body: 'Their connections are being disconnected, and they see nothing of yours any more. Nobody sees more than before.',
      };
    case 'role_changed': {
      const who = notice.memberId === readerId ? 'You are' : `${notice.name} is`;
      return {
        ...household,
        title: `${who} ${roleNames[notice.role]} now`,
        body: asRole[notice.role],
      };
    }
    case 'archive_ready':
      return {
        title: 'Your export is ready',
        body: 'It can be downloaded for a day, by you alone. If you did not ask for it, end your other sessions and change your password.',
        href: '/settings/data',
        action: 'Download it',
      };
    case 'webhook_stopped':
      return {
        title: `Your webhook “${notice.name}” was switched off`,
        body:
          notice.reason === 'gone'
            ? 'Its address answered that it wants nothing more. Nothing here was lost; what happens from now on is not sent there.'
            : 'Its address took nothing for three days. Nothing here was lost, and what waits is sent once you switch it on again.',
        href: '/settings/api/webhooks',
        action: 'See your webhooks',
      };
  }
}
