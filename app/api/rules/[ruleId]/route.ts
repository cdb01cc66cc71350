import { ruleParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { rulePatch } from '#lib/rules/contract';
import { deleteRule } from '#lib/rules/delete-rule';
import { updateRule } from '#lib/rules/mutations';

export * from '#lib/http/other-methods';

const path = '/api/rules/[ruleId]';

export const PATCH = route(
  { method: 'PATCH', path, params: ruleParams, body: rulePatch },
  ({ session, params, body }) => updateRule(session, params.ruleId, body),
);

export const DELETE = route({ method: 'DELETE', path, params: ruleParams }, ({ session, params }) =>
  deleteRule(session, params.ruleId),
);
