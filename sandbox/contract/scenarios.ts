import type { Scenarios } from './scenario.ts';
import { accountProductScenarios } from './scenarios/account-products.ts';
import { assetReportScenarios } from './scenarios/asset-reports.ts';
import { incomeScenarios } from './scenarios/income.ts';
import { institutionScenarios } from './scenarios/institutions.ts';
import { itemScenarios } from './scenarios/item.ts';
import { linkScenarios } from './scenarios/link.ts';
import { processorScenarios } from './scenarios/processors.ts';
import { sandboxScenarios } from './scenarios/sandbox.ts';
import { signalScenarios } from './scenarios/signal.ts';
import { statementScenarios } from './scenarios/statements.ts';
import { transactionScenarios } from './scenarios/transactions.ts';
import { userScenarios } from './scenarios/users.ts';

/** One for every operation of the registry; the suite fails for one that has none. */
export const scenarios: Scenarios = {
  ...accountProductScenarios,
  ...assetReportScenarios,
  ...incomeScenarios,
  ...institutionScenarios,
  ...itemScenarios,
  ...linkScenarios,
  ...processorScenarios,
  ...sandboxScenarios,
  ...signalScenarios,
  ...statementScenarios,
  ...transactionScenarios,
  ...userScenarios,
};
