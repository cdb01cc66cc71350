import 'server-only';
import { createLinkToken, createUpdateLinkToken, type LinkToken } from '#lib/plaid/link-tokens';
import { readAccessToken } from './access-token.ts';
import type { LinkTokenInput } from './contract.ts';
import { toAppError } from './plaid-failure.ts';

/**
 * A token that opens Link: for a new bank, or in update mode for an Item of this household.
 *
 * @throws AppError not_found, item_disconnected, plaid_error or plaid_unavailable
 */
export async function createLinkTokenFor(
  session: { householdId: string; userId: string },
  input: LinkTokenInput,
): Promise<LinkToken> {
  try {
    if (input.purpose === 'link') return await createLinkToken(session.userId);
    const accessToken = await readAccessToken(session.householdId, input.itemId);
    return await createUpdateLinkToken(session.userId, accessToken);
  } catch (error) {
    throw toAppError(error, 'Link could not be opened.');
  }
}
