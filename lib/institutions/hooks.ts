import { getJson } from '#lib/client/api';
import type { InstitutionReportDto } from './contract.ts';

/** How a bank is for everybody right now. Rejects with an ApiError. */
export function readInstitutionReport(institutionId: string): Promise<InstitutionReportDto> {
  return getJson(`/api/institutions/${encodeURIComponent(institutionId)}/health`);
}
