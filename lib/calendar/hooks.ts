import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { CalendarDto, NewFeedDto } from './contract.ts';

const path = '/api/calendar';
const feedPath = `${path}/feed`;

/** What comes up, kept current by the server's events. The actions reject with an ApiError. */
export function useCalendar(fallback: CalendarDto) {
  const { data, mutate } = useLive<CalendarDto>(path, 'items', { fallbackData: fallback });
  return {
    calendar: data ?? fallback,
    /** The address is told this once, and kept nowhere. */
    createFeed: async (): Promise<string> => {
      const { address } = await sendJson<NewFeedDto>('POST', feedPath);
      await mutate();
      return address;
    },
    deleteFeed: async (): Promise<void> => {
      await mutate(sendJson<CalendarDto>('DELETE', feedPath), { revalidate: false });
    },
  };
}
