import { route } from '#lib/http/route';
import { previewInput } from '#lib/rules/contract';
import { previewRule } from '#lib/rules/preview-rule';

export * from '#lib/http/other-methods';

/** Changes nothing; a POST because a rule is no address. */
export const POST = route(
  { method: 'POST', path: '/api/rules/preview', body: previewInput },
  ({ session, body }) => previewRule(session, body),
);
