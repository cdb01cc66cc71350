import 'server-only';
import { db } from '#lib/db/client';
import type { MailboxTokenKind } from '#lib/db/generated/enums';
import { env } from '#lib/env';
import type { HouseholdKey } from '#lib/households/household-token';
import { type Composed, composeMail } from '#lib/mail/compose-mail';
import { createMailboxToken } from './mailbox-tokens.ts';

type Asked = {
  kind: MailboxTokenKind;
  toAddress: string;
  userId: string | null;
  invite: HouseholdKey | null;
};

/** What to write to whom a link was asked for; null: nothing, because the link would lead nowhere. */
export async function writeTokenMail({
  kind,
  toAddress,
  userId,
  invite,
}: Asked): Promise<Composed | null> {
  const owner = await db().user.findUnique({
    where: { email: toAddress },
    select: { id: true, emailVerifiedAt: true },
  });
  switch (kind) {
    case 'sign_up':
      return owner ? composeKnown() : compose({ kind, email: toAddress, userId: null, invite });
    case 'reset_password':
      return owner && compose({ kind, email: toAddress, userId: owner.id });
    case 'verify_email':
      if (!owner || owner.id !== userId || owner.emailVerifiedAt) return null;
      return compose({ kind, email: toAddress, userId });
    case 'change_email':
      if (owner && owner.id !== userId) return composeTaken();
      return compose({ kind, email: toAddress, userId });
  }
}

const words: Record<
  MailboxTokenKind,
  { title: string; body: string; label: string; path: string; reason: string }
> = {
  sign_up: {
    title: 'Create your account',
    body: 'The link is good for an hour, once. It asks for your name and a password, and then you are in.',
    label: 'Create your account',
    path: '/sign-up',
    reason: 'Somebody gave this address to create an account. Was it not you? Nothing happens.',
  },
  verify_email: {
    title: 'Confirm your e-mail',
    body: 'Plumbline writes to you here when something needs you. The link is good for a day.',
    label: 'Confirm this address',
    path: '/verify',
    reason: 'Somebody with this address has an account. Was it not you? Do nothing.',
  },
  change_email: {
    title: 'Confirm your new e-mail',
    body: 'With the link, which is good for an hour, you sign in with this address from then on.',
    label: 'Use this address',
    path: '/verify',
    reason: 'Somebody wants to sign in with this address. Was it not you? Nothing happens.',
  },
  reset_password: {
    title: 'Choose a new password',
    body: 'The link is good for half an hour, once. A new password signs you out everywhere; what else your account asks for stays as it is.',
    label: 'Choose a new password',
    path: '/reset',
    reason:
      'Somebody said that they forgot the password of this address. Was it not you? Your password stays as it is.',
  },
};

async function compose(proof: Parameters<typeof createMailboxToken>[0]): Promise<Composed> {
  const { title, body, label, path, reason } = words[proof.kind];
  const token = await createMailboxToken(proof);
  return composeMail({
    title,
    body,
    action: { label, url: `${env().APP_URL}${path}/${token}` },
    reason: { text: reason },
  });
}

/** For who forgot that they have an account, and unseen by whoever asked if it was somebody else. */
function composeKnown(): Composed {
  return composeMail({
    title: 'You have an account already',
    body: 'Somebody wanted to create an account with this address, perhaps you. It has one: sign in with it. If you forgot the password you can choose a new one there.',
    action: { label: 'Sign in', url: `${env().APP_URL}/sign-in` },
    reason: { text: 'Was it not you? Nothing happened, and whoever asked was not told.' },
  });
}

function composeTaken(): Composed {
  return composeMail({
    title: 'This address has an account of its own',
    body: 'Somebody wanted to move another account to this address, perhaps you. It cannot be: there is an account with it. Nothing was changed.',
    action: { label: 'Sign in to it', url: `${env().APP_URL}/sign-in` },
    reason: { text: 'Was it not you? Nothing happened, and whoever asked was not told.' },
  });
}
