import type { BankUser, BankUserContext } from './bank-user.ts';
import { parseCustomConfig } from './custom-config.ts';
import { createCustomUser } from './custom-user.ts';
import { createDefaultUser } from './default-user.ts';
import { createDynamicUser } from './dynamic-user.ts';
import { createPersonaUser } from './personas/persona-user.ts';
import { findPersona } from './personas/personas.ts';

/** The data behind a login, or null when no such login exists. Passwords are checked in bank/sign-in.ts. */
export function findBankUser(
  username: string,
  password: string,
  context: BankUserContext,
): BankUser | null {
  switch (username) {
    case 'user_good':
      return createDefaultUser(context);
    case 'user_transactions_dynamic':
      return createDynamicUser(context);
    case 'user_custom': {
      const config = parseCustomConfig(password);
      return config ? createCustomUser(config, context) : null;
    }
    default: {
      const persona = findPersona(username);
      return persona ? createPersonaUser(username, persona, context) : null;
    }
  }
}
