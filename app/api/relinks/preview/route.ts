import { route } from '#lib/http/route';
import { previewRelinkInput } from '#lib/relinks/contract';
import { previewRelink } from '#lib/relinks/queries';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/relinks/preview',
    body: previewRelinkInput,
    limit: { capacity: 30, perMinute: 30 },
  },
  ({ session, body }) => previewRelink(session, body),
);
