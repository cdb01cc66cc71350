import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type {
  FloorInput,
  LargeFrom,
  NotificationListDto,
  PreferenceDto,
  PreferenceInput,
  PreferenceListDto,
  ReadInput,
} from './contract.ts';

const listPath = '/api/notifications';

/** The member's notifications, kept current by the server's events. */
export function useNotifications(fallback: NotificationListDto) {
  const { data, mutate } = useLive<NotificationListDto>(listPath, 'notifications', {
    fallbackData: fallback,
  });
  const list = data ?? fallback;
  return {
    notifications: list.items,
    unread: list.unread,
    /** Rejects with an ApiError. */
    markRead: async (input: ReadInput) => {
      const read = sendJson<NotificationListDto>('POST', `${listPath}/read`, input);
      await mutate(read, { optimisticData: markIn(list, input), revalidate: false });
    },
  };
}

const preferencesPath = `${listPath}/preferences`;

/** What the member wants to hear of, and where; a change shows at once and is taken back when refused. */
export function usePreferences(fallback: PreferenceListDto) {
  const { data, mutate } = useSWR<PreferenceListDto>(preferencesPath, getJson, {
    fallbackData: fallback,
  });
  const list = data ?? fallback;
  const { items } = list;
  return {
    preferences: items,
    largeFrom: list.largeFrom,
    floors: list.floors,
    hasRelay: list.hasRelay,
    /** Rejects with an ApiError. */
    setPreference: async (preference: PreferenceDto) => {
      const isSame = ({ kind, channel }: PreferenceDto) =>
        kind === preference.kind && channel === preference.channel;
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const input: PreferenceInput = { ...preference, timeZone };
      await mutate(sendJson<PreferenceListDto>('PATCH', preferencesPath, input), {
        optimisticData: {
          ...list,
          items: items.map((each) => (isSame(each) ? preference : each)),
        },
        revalidate: false,
      });
    },
    /** Rejects with an ApiError. */
    setFloor: async (floor: FloorInput) => {
      await mutate(sendJson<PreferenceListDto>('PATCH', `${listPath}/floors`, floor), {
        optimisticData: {
          ...list,
          floors: list.floors.map((each) =>
            each.accountId === floor.accountId ? { ...each, ...floor } : each,
          ),
        },
        revalidate: false,
      });
    },
    /** Rejects with an ApiError. */
    setLargeFrom: async (largeFrom: LargeFrom) => {
      const path = `${listPath}/large-from`;
      await mutate(sendJson<PreferenceListDto>('PATCH', path, largeFrom), {
        optimisticData: { ...list, largeFrom },
        revalidate: false,
      });
    },
  };
}

function markIn(list: NotificationListDto, { ids }: ReadInput): NotificationListDto {
  const items = list.items.map((each) =>
    ids && !ids.includes(each.id) ? each : { ...each, read: true },
  );
  const marked = items.filter((each, index) => each.read !== list.items[index]?.read).length;
  return { ...list, items, unread: ids ? Math.max(0, list.unread - marked) : 0 };
}
