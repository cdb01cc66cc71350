import 'server-only';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { isUniqueViolation } from '#lib/db/prisma-errors';
import { AppError } from '#lib/errors';
import { addHousehold, defaultHouseholdName } from '#lib/households/add-household';
import type { SignUpInput } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { requireStrongPassword } from './require-strong-password.ts';

/**
 * Makes a person, a household of their own and its categories, all or nothing.
 *
 * @throws AppError email_taken, or invalid_input for a password that is easy to guess
 */
export async function signUp(input: SignUpInput): Promise<{ name: string; email: string }> {
  requireStrongPassword(input.password, input);
  const passwordHash = await hashPassword(input.password);
  const userId = newId();
  const { email, name } = input;
  try {
    await db().$transaction(async (tx) => {
      await tx.user.create({ data: { id: userId, email, name, passwordHash } });
      await addHousehold(tx, userId, defaultHouseholdName(name));
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(
      'email_taken',
      'There is already an account with this e-mail. Sign in instead.',
      {
        fields: { email: 'There is already an account with this e-mail.' },
      },
    );
  }
  return { name, email };
}
