import type { InstitutionStatus, ProductStatus } from 'plaid';
import type { Product } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Institution } from './institutions.ts';

type Part = Exclude<keyof InstitutionStatus, 'health_incidents'>;

/** What each part of the status is about; logins are about all of them. */
const productByPart: Record<Exclude<Part, 'item_logins'>, Product> = {
  transactions_updates: 'transactions',
  auth: 'auth',
  identity: 'identity',
  investments_updates: 'investments',
  investments: 'investments',
  liabilities_updates: 'liabilities',
  liabilities: 'liabilities',
};

/** Nothing ever changes at a test bank. */
const since = '2026-01-01T00:00:00Z';

const statusByHealth: Record<Institution['health'], Wire<ProductStatus>> = {
  healthy: {
    status: 'HEALTHY',
    last_status_change: since,
    breakdown: {
      success: 0.98,
      error_plaid: 0.01,
      error_institution: 0.01,
      refresh_interval: 'NORMAL',
    },
  },
  degraded: {
    status: 'DEGRADED',
    last_status_change: since,
    breakdown: {
      success: 0.55,
      error_plaid: 0.02,
      error_institution: 0.43,
      refresh_interval: 'DELAYED',
    },
  },
  down: {
    status: 'DOWN',
    last_status_change: since,
    breakdown: {
      success: 0,
      error_plaid: 0,
      error_institution: 1,
      refresh_interval: 'STOPPED',
    },
  },
};

/** How well a bank answers. Plaid's own Sandbox leaves it out; here it says what Link will do. */
export function describeHealth(institution: Institution): Wire<InstitutionStatus> {
  const status = statusByHealth[institution.health];
  const parts = Object.entries(productByPart).map(([part, product]) => [
    part,
    institution.products.includes(product) ? status : null,
  ]);
  return {
    ...Object.fromEntries(parts),
    item_logins: status,
    health_incidents: institution.health === 'healthy' ? [] : [describeIncident(institution)],
  };
}

function describeIncident({ name, health }: Institution) {
  return {
    start_date: since,
    end_date: null,
    title: `${name} ${health === 'down' ? 'does not answer' : 'answers only sometimes'}`,
    incident_updates: [
      {
        description: 'This test bank is always like this.',
        status: 'IDENTIFIED' as const,
        updated_date: since,
      },
    ],
  };
}
