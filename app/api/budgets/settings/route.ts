import { changeSettings } from '#lib/budgets/change-budget';
import { budgetSettingsPatch } from '#lib/budgets/contract';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const PATCH = route(
  { method: 'PATCH', path: '/api/budgets/settings', body: budgetSettingsPatch },
  ({ session, body }) => changeSettings(session, body),
);
