import { type IncomeVerificationSourceType, Products } from 'plaid';
import { askReading } from '#lib/income/ask-reading';
import type { IncomeSource } from '#lib/income/limits';
import { openIncomeLink } from '#lib/income/open-income-link';
import { findProfile, type ProfileRef, requirePlaidUser } from '#lib/income/profiles';
import { readIncome } from '#lib/income/read-income';
import type { TestHousehold } from './household.ts';
import { type SandboxLogin, sandboxClient } from './sandbox.ts';

/** What passing through Link does at Plaid, the short way without Link. */
export async function finishIncomeLink(
  person: TestHousehold,
  source: IncomeSource,
  options: Pick<SandboxLogin, 'username' | 'password' | 'institutionId'> = {},
): Promise<ProfileRef> {
  await openIncomeLink(person, source);
  const ref = await requireProfile(person);
  await sandboxClient().sandboxPublicTokenCreate({
    institution_id: options.institutionId ?? 'ins_109508',
    initial_products: [Products.IncomeVerification],
    user_id: (await requirePlaidUser(ref)) ?? '',
    options: {
      override_username: options.username ?? 'user_transactions_dynamic',
      override_password: options.password ?? 'pass_good',
      income_verification: {
        income_source_types: [source as IncomeVerificationSourceType],
        bank_income: { days_requested: 365 },
      },
    },
  });
  return ref;
}

/** A person's income, shared and read. */
export async function shareIncome(
  person: TestHousehold,
  source: IncomeSource,
  options: Parameters<typeof finishIncomeLink>[2] = {},
): Promise<ProfileRef> {
  const ref = await finishIncomeLink(person, source, options);
  await askReading(person, { source, after: 'link' });
  await readIncome(ref, () => 0.5);
  return ref;
}

export async function requireProfile(person: TestHousehold): Promise<ProfileRef> {
  const ref = await findProfile(person);
  if (!ref) throw new Error('Nothing of an income was begun.');
  return ref;
}
