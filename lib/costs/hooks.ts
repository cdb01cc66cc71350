import { getJson } from '#lib/client/api';
import type { CostsPage } from './contract.ts';

/** A page of what Plaid bills; that it was read is written down. Rejects with an ApiError. */
export function fetchCosts(cursor: string | null): Promise<CostsPage> {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return getJson<CostsPage>(`/api/operator/costs${query}`);
}
