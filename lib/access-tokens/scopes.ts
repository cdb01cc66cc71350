/** What a token may be made for. Each scope is of what several addresses read, or of what they change. */
export const tokenScopes = [
  'accounts:read',
  'accounts:write',
  'transactions:read',
  'transactions:write',
  'categories:read',
  'categories:write',
  'budgets:read',
  'budgets:write',
  'reports:read',
  'reports:write',
  'investments:read',
  'rates:read',
  'rates:write',
  'connections:read',
  'connections:write',
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Whether a scope lets something be changed, which a viewer of a household may not. */
export function isWriteScope(scope: TokenScope): boolean {
  return scope.endsWith(':write');
}

/** The parts of the API in the order in which they are shown, with what each is about. */
export const scopeGroups = [
  { name: 'accounts', about: 'Accounts, their balances, and net worth' },
  {
    name: 'transactions',
    about: 'Transactions with their documents, splits, transfers and imports',
  },
  { name: 'categories', about: 'Categories, tags and rules' },
  { name: 'budgets', about: 'Budgets, goals, and what recurs' },
  { name: 'reports', about: 'Reports and saved reports' },
  { name: 'investments', about: 'Trades, dividends and debts' },
  { name: 'rates', about: 'Exchange rates' },
  { name: 'connections', about: 'How connections to banks are, and asking for a sync' },
] as const;
