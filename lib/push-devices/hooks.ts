import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { leavePush } from '#lib/client/leave-push';
import type { PushDeviceInput, PushDeviceListDto } from './contract.ts';

const path = '/api/push-devices';

/** Where the member hears of notices; each change rejects with an ApiError. */
export function usePushDevices(fallback: PushDeviceListDto) {
  const { data, mutate } = useSWR<PushDeviceListDto>(path, getJson, { fallbackData: fallback });
  const show = (sent: Promise<PushDeviceListDto>) => mutate(sent, { revalidate: false });
  const { items, publicKey } = data ?? fallback;
  return {
    devices: items,
    add: async () => show(sendJson('POST', path, await subscribe(publicKey))),
    setAmounts: (id: string, withAmounts: boolean) =>
      show(sendJson('PATCH', `${path}/${id}`, { withAmounts })),
    remove: async (id: string, isThis: boolean) => {
      if (isThis) await leavePush();
      return show(sendJson('DELETE', `${path}/${id}`));
    },
  };
}

/** Why this browser cannot be told; null where it can. */
export function findPushObstacle(): 'insecure' | 'unknown' | 'denied' | null {
  if (!window.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    return 'unknown';
  }
  return Notification.permission === 'denied' ? 'denied' : null;
}

async function subscribe(publicKey: string): Promise<PushDeviceInput> {
  await navigator.serviceWorker.register('/sw.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const { p256dh = '', auth = '' } = keys;
  return { endpoint, p256dh, auth };
}
