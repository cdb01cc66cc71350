import { proofPackParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { revokePack } from '#lib/proof-packs/mutations';

export * from '#lib/http/other-methods';

/** Without a proof: what stops somebody from reading is never in the way. */
export const POST = route(
  { method: 'POST', path: '/api/proof-packs/[proofPackId]/revoke', params: proofPackParams },
  ({ session, params }) => revokePack(session, params.proofPackId),
);
