import { publicRoute } from '#lib/http/route';
import { readDocumentInput } from '#lib/proof-packs/contract';
import { readDocument } from '#lib/proof-packs/read-document';

export * from '#lib/http/other-methods';

/** For whoever was given a link. */
export const POST = publicRoute(
  {
    method: 'POST',
    path: '/api/shared/document',
    body: readDocumentInput,
    limit: { capacity: 30, perMinute: 10 },
  },
  ({ body: { documentId, ...key }, request }) =>
    readDocument(key, documentId, request.headers.get('user-agent')),
);
