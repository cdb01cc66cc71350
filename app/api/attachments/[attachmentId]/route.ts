import { removeAttachment } from '#lib/attachments/mutations';
import { readAttachment } from '#lib/attachments/queries';
import { attachmentParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/attachments/[attachmentId]';

export const GET = route({ method: 'GET', path, params: attachmentParams }, ({ session, params }) =>
  readAttachment(session, params.attachmentId),
);

export const DELETE = route(
  { method: 'DELETE', path, params: attachmentParams },
  ({ session, params }) => removeAttachment(session, params.attachmentId),
);
