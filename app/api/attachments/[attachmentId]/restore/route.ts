import { restoreAttachment } from '#lib/attachments/mutations';
import { attachmentParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/attachments/[attachmentId]/restore',
    params: attachmentParams,
  },
  ({ session, params }) => restoreAttachment(session, params.attachmentId),
);
