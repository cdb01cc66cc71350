import {
  bonusProfile,
  excellentProfile,
  goodProfile,
  jointProfile,
  poorProfile,
} from './credit-profiles.ts';
import { bankIncomeUser, earnedWageUser, smallBusiness, yuppie } from './everyday.ts';
import type { Persona } from './persona.ts';
import { prismProfiles } from './prism-profiles.ts';

/** Plaid's ready-made people, by the user name that leads to them. Any password but an empty one will do. */
const personas = new Map<string, Persona>([
  ['user_ewa_user', earnedWageUser],
  ['user_yuppie', yuppie],
  ['user_small_business', smallBusiness],
  ['user_bank_income', bankIncomeUser],
  ['user_credit_profile_excellent', excellentProfile],
  ['user_credit_profile_good', goodProfile],
  ['user_credit_profile_poor', poorProfile],
  ['user_credit_bonus', bonusProfile],
  ['user_credit_joint_account', jointProfile],
  ...prismProfiles.map((persona, index): [string, Persona] => [`user_prism_${index + 1}`, persona]),
]);

export function findPersona(username: string): Persona | undefined {
  return personas.get(username);
}
