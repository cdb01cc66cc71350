import { type PlaidApi, Products } from 'plaid';
import { type LinkedItem, linkItem, waitForHistory } from '../testing/link-item.ts';
import type { Receiver, TestSandbox } from '../testing/test-sandbox.ts';

/** What the scenarios play with. Each of them sees answers of all sandboxes' kinds through one client. */
export interface Stage {
  sandbox: TestSandbox;
  client: PlaidApi;
  receiver: Receiver;
}

/**
 * Calls an operation well, and badly where it has errors of its own: every exchange is held against the
 * contract. That a request which is not right at all is refused, the suite tries by itself.
 */
type Scenario = (stage: Stage) => Promise<unknown>;

/** By path of the operation. */
export type Scenarios = Record<`/${string}`, Scenario>;

/** A healthy Item with its whole history, whose webhooks go to the stage's receiver. */
export async function linkReadyItem(
  { client, receiver }: Stage,
  username = 'user_good',
  products = [Products.Transactions],
): Promise<LinkedItem> {
  const item = await linkItem(
    client,
    { webhook: receiver.url, override_username: username },
    products,
  );
  await waitForHistory(client, item.accessToken);
  return item;
}

export const unknownToken = 'access-sandbox-00000000-0000-4000-8000-000000000000';
