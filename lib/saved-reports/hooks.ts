import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { SavedReportDto, SavedReportInput, SavedReportListDto } from './contract.ts';

const path = '/api/saved-reports';

/** The household's reports by name. */
export function useSavedReports(fallback: SavedReportListDto): SavedReportDto[] {
  const { data = fallback } = useSWR<SavedReportListDto>(path, getJson, { fallbackData: fallback });
  return data.items;
}

/** Each rejects with an ApiError. */
export function useSavedReportActions() {
  const { mutate } = useSWRConfig();
  const show = async (sent: Promise<SavedReportListDto>): Promise<void> => {
    await mutate(path, await sent, { revalidate: false });
  };
  return {
    create: (input: SavedReportInput) => show(sendJson('POST', path, input)),
    rename: (id: string, name: string) => show(sendJson('PATCH', `${path}/${id}`, { name })),
    remove: (id: string) => show(sendJson('DELETE', `${path}/${id}`)),
  };
}
