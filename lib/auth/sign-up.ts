import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { addHousehold, defaultHouseholdName } from '#lib/households/add-household';
import { type HouseholdKey, readHouseholdToken } from '#lib/households/household-token';
import { invitationOver, joinByInvite } from '#lib/invites/accept-invite';
import type { FinishSignUpInput, SignUpInput, SignUpLinkInput } from './contract.ts';
import { expired, findMailboxToken, spendMailboxToken } from './mailbox-tokens.ts';
import { hashPassword } from './passwords.ts';
import { queueTokenMail } from './queue-token-mail.ts';
import { requireStrongPassword } from './require-strong-password.ts';
import { maySignUp, requireMaySignUp, signUpClosed } from './sign-up-policy.ts';
import { spareMailbox } from './spare-mailbox.ts';

type Made = { name: string; email: string };

/**
 * The way to an account where no mail leaves, and nobody can be asked whether the mailbox is theirs.
 *
 * @throws AppError forbidden where mails do leave, and as `signUp`
 */
export async function signUpUnasked(input: SignUpInput): Promise<Made> {
  if (!env().SMTP_URL) return signUp(input);
  throw new AppError('forbidden', 'Here an account begins with a link in a mail. Reload the page.');
}

/**
 * Makes a person with a household, all or nothing.
 *
 * @throws AppError sign_up_closed, email_taken, not_found for an invitation that is over, or
 * invalid_input for a password that is easy to guess
 */
export async function signUp({ invite, ...input }: SignUpInput): Promise<Made> {
  const key = readInvite(invite);
  return make(input, async (tx, passwordHash) => {
    await createPerson(tx, { ...input, passwordHash, emailVerifiedAt: null }, key);
  });
}

/**
 * Has a link sent to create an account with. Who has one already is told so there, and nobody here.
 *
 * @throws AppError sign_up_closed, not_found
 */
export async function requestSignUp({ email, invite }: SignUpLinkInput): Promise<void> {
  const key = readInvite(invite);
  if (!(await maySignUp(key))) throw signUpClosed();
  if (await spareMailbox('sign_up', email)) return;
  const mail = { kind: 'sign_up', toAddress: email, invite: key } as const;
  await db().$transaction((tx) => queueTokenMail(tx, mail));
}

/**
 * Makes a person with a household for whoever brings the link.
 *
 * @throws AppError link_expired, and as `signUp`
 */
export async function finishSignUp({ token, ...input }: FinishSignUpInput): Promise<Made> {
  const proof = await findMailboxToken(token, 'sign_up');
  if (!proof) throw expired();
  const person = { ...input, email: proof.email };
  return make(person, async (tx, passwordHash) => {
    await spendMailboxToken(tx, token, 'sign_up');
    await createPerson(tx, { ...person, passwordHash, emailVerifiedAt: new Date() }, proof.invite);
  });
}

/** Fifty who all want to be first wait for each other. */
export const patience = { maxWait: 15_000, timeout: 15_000 };

async function make(
  { name, email, password }: Made & { password: string },
  create: (tx: Tx, passwordHash: string) => Promise<void>,
): Promise<Made> {
  requireStrongPassword(password, { name, email });
  const passwordHash = await hashPassword(password);
  try {
    await db().$transaction((tx) => create(tx, passwordHash), patience);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = 'There is already an account with this e-mail.';
    throw new AppError('email_taken', `${message} Sign in instead.`, {
      fields: { email: message },
    });
  }
  return { name, email };
}

type NewPerson = Made & {
  /** Null for who signs in by the OIDC provider. */
  passwordHash: string | null;
  emailVerifiedAt: Date | null;
  oidc?: true;
};

/**
 * Into the household they are invited to, or one of their own.
 *
 * @returns their id
 * @throws AppError as `signUp`, and what the database says of an e-mail that is taken
 */
export async function createPerson(
  tx: Tx,
  person: NewPerson,
  invite: HouseholdKey | null,
): Promise<string> {
  await requireMaySignUp(tx, invite);
  const { name, email, passwordHash, emailVerifiedAt, oidc } = person;
  const id = newId();
  await tx.user.create({ data: { id, name, email, passwordHash, emailVerifiedAt } });
  if (invite) await joinByInvite(tx, id, invite);
  else await addHousehold(tx, id, defaultHouseholdName(name));
  const details = { invited: invite !== null, ...(oidc && { oidc }) };
  await recordAudit(tx, id, { kind: 'signed_up', details, by: id });
  return id;
}

/** @throws AppError not_found for what is no invitation at all */
function readInvite(token: string | undefined): HouseholdKey | null {
  if (token === undefined) return null;
  const key = readHouseholdToken(token);
  if (!key) throw invitationOver();
  return key;
}
