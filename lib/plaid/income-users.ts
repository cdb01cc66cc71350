import 'server-only';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** Each passage through Link is one; a longer answer is not believed. */
const sessionLimit = 1_000;

const created = z.object({ user_id: z.string().min(1).max(200) });

/**
 * The user by whom Plaid keeps somebody's income together; asked again under the same id, it is the same one.
 *
 * @param clientUserId  ours; nothing that names the person, which Plaid refuses
 * @returns Plaid's user_id, which names the person in every later call
 * @throws PlaidError
 */
export async function createIncomeUser(clientUserId: string): Promise<string> {
  const { user_id } = await callPlaid(
    '/user/create',
    // Without it an older integration is given a user_token, too, which is one secret more to keep.
    () => plaidApi().userCreate({ client_user_id: clientUserId, with_upgraded_user: true }),
    created,
  );
  return user_id;
}

/** Ends the user at Plaid, with every connection made for income and all that was read. @throws PlaidError */
export async function removeIncomeUser(plaidUserId: string): Promise<void> {
  await callPlaid(
    '/user/remove',
    () => plaidApi().userRemove({ user_id: plaidUserId }),
    z.looseObject({}),
  );
}

const results = z.array(z.looseObject({})).max(sessionLimit).nullish();
const sessionsAnswer = z.object({
  sessions: z
    .array(
      z.looseObject({
        results: z
          .looseObject({
            item_add_results: z
              .array(z.looseObject({ item_id: z.string().max(200).nullish() }))
              .max(sessionLimit)
              .nullish(),
            bank_income_results: results,
            payroll_income_results: results,
            document_income_results: z.looseObject({}).nullish(),
          })
          .nullish(),
      }),
    )
    .max(sessionLimit)
    .nullish(),
});

export type ProviderSessions = {
  /** Whether somebody finished a passage through Link for it. */
  finished: { bank: boolean; payroll: boolean };
  plaidItemIds: string[];
};

/** What passages through Link have brought. @throws PlaidError */
export async function getIncomeSessions(plaidUserId: string): Promise<ProviderSessions> {
  const { sessions } = await callPlaid(
    '/credit/sessions/get',
    () => plaidApi().creditSessionsGet({ user_id: plaidUserId }),
    sessionsAnswer,
  );
  const found = (sessions ?? []).flatMap((session) => (session.results ? [session.results] : []));
  return {
    finished: {
      bank: found.some((each) => (each.bank_income_results ?? []).length > 0),
      payroll: found.some(
        (each) =>
          (each.payroll_income_results ?? []).length > 0 || each.document_income_results != null,
      ),
    },
    plaidItemIds: [
      ...new Set(
        found.flatMap((each) =>
          (each.item_add_results ?? []).flatMap((item) => item.item_id ?? []),
        ),
      ),
    ],
  };
}
