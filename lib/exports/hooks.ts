import { sendJson } from '#lib/client/api';
import type { TransactionFilter } from '#lib/transactions/contract';
import { writeFilter } from '#lib/transactions/filter-url';
import type { ExportDto, ExportFormat } from './contract.ts';

/**
 * Has the browser fetch the transactions of a filter as a file. Asked first whether it may: the
 * browser's own download shows no refusal.
 *
 * @throws ApiError
 */
export async function fetchExport(filter: TransactionFilter, format: ExportFormat): Promise<void> {
  const query = writeFilter(filter);
  query.set('format', format);
  const address = `/api/exports?${query}`;
  await sendJson<ExportDto>('POST', address);
  window.location.assign(address);
}
