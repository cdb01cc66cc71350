import { route } from '#lib/http/route';
import { ruleInput } from '#lib/rules/contract';
import { createRule } from '#lib/rules/mutations';
import { listRules } from '#lib/rules/queries';

export * from '#lib/http/other-methods';

const path = '/api/rules';

export const GET = route({ method: 'GET', path }, ({ session }) => listRules(session));

export const POST = route(
  { method: 'POST', path, body: ruleInput, status: 201 },
  ({ session, body }) => createRule(session, body),
);
