import { attachmentListQuery, attachmentQuery } from '#lib/attachments/contract';
import { addAttachment } from '#lib/attachments/mutations';
import { listAttachments } from '#lib/attachments/queries';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

const path = '/api/attachments';

export const GET = route(
  { method: 'GET', path, query: attachmentListQuery },
  ({ session, query }) => listAttachments(session, query.transactionId),
);

/** The body is the file's bytes, as they are. */
export const POST = route(
  {
    method: 'POST',
    path,
    query: attachmentQuery,
    mediaType: 'application/octet-stream',
    status: 201,
    limit: { capacity: 30, perMinute: 15 },
  },
  ({ session, query, request }) => addAttachment(session, query, request),
);
