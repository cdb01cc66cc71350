import { sendJson } from '#lib/client/api';
import { leaveAfter } from '#lib/client/go-to-sign-in';

/** Joins by an invitation and looks at its household. @throws ApiError */
export function acceptInvite(token: string): Promise<void> {
  return leaveAfter(() => sendJson('POST', '/api/invites/accept', { token }), '/');
}
