import { sendJson } from '#lib/client/api';
import { leaveAfter } from '#lib/client/go-to-sign-in';

const path = '/api/sample';

/** Makes sample data and looks at it: every page begins anew. @throws ApiError */
export function openSample(): Promise<void> {
  return leaveAfter(() => sendJson('POST', path), '/');
}

/** Takes it away again, and goes back. @throws ApiError */
export function removeSample(): Promise<void> {
  return leaveAfter(() => sendJson('DELETE', path), '/');
}
