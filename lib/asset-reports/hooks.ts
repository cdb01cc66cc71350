import { sendJson } from '#lib/client/api';
import { saveFile } from '#lib/client/save-file';
import type { AssetReportDto, CreateReportInput } from './contract.ts';

const path = '/api/asset-reports';

/** All of these reject with an ApiError; what they change is drawn by the server, which hears of it. */
export function createReport(input: CreateReportInput): Promise<AssetReportDto> {
  return sendJson('POST', path, input);
}

export function refreshReport(reportId: string): Promise<AssetReportDto> {
  return sendJson('POST', `${path}/${reportId}/refresh`);
}

export function filterReport(reportId: string, leaveOut: string[]): Promise<AssetReportDto> {
  return sendJson('POST', `${path}/${reportId}/filter`, { leaveOut });
}

export function removeReport(reportId: string): Promise<void> {
  return sendJson('DELETE', `${path}/${reportId}`);
}

export function copyReport(reportId: string, auditorId: string): Promise<AssetReportDto> {
  return sendJson('POST', `${path}/${reportId}/copies`, { auditorId, agreed: true });
}

export function takeCopyBack(reportId: string, copyId: string): Promise<AssetReportDto> {
  return sendJson('DELETE', `${path}/${reportId}/copies/${copyId}`);
}

/** Has the browser save it. */
export function downloadReport(reportId: string): Promise<void> {
  return saveFile(`${path}/${reportId}/download`);
}
