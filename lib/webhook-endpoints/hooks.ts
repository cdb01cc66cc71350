import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type {
  CreateEndpointInput,
  EndpointPatch,
  NewEndpointDto,
  WebhookDeliveryListDto,
  WebhookEndpointDto,
  WebhookEndpointListDto,
} from './contract.ts';

const path = '/api/webhook-endpoints';
/** What was pressed is sent within a second or two: a page that waits for it asks so often. */
const watchMs = 2_000;

/** The member's own webhooks. The actions reject with an ApiError. */
export function useWebhookEndpoints(fallback: WebhookEndpointListDto) {
  const { data, mutate } = useSWR<WebhookEndpointListDto>(path, getJson, {
    fallbackData: fallback,
  });
  const afterwards = async <Result>(sent: Promise<Result>): Promise<Result> => {
    const result = await sent;
    await mutate();
    return result;
  };
  return {
    endpoints: (data ?? fallback).items,
    create: (input: CreateEndpointInput) =>
      afterwards(sendJson<NewEndpointDto>('POST', path, input)),
    update: (id: string, patch: EndpointPatch) =>
      afterwards(sendJson<WebhookEndpointDto>('PATCH', `${path}/${id}`, patch)),
    remove: (id: string) => afterwards(sendJson<null>('DELETE', `${path}/${id}`)),
    rollSecret: (id: string) =>
      afterwards(sendJson<NewEndpointDto>('POST', `${path}/${id}/secret`, {})),
  };
}

/** What was sent to one of them, and sending again. */
export function useDeliveries(id: string) {
  const own = `${path}/${id}/deliveries`;
  const { data, mutate } = useSWR<WebhookDeliveryListDto>(own, getJson, {
    refreshInterval: (latest) =>
      latest?.items.some(({ state }) => state === 'waiting') ? watchMs : 0,
  });
  const afterwards = async (sent: Promise<unknown>): Promise<void> => {
    await sent;
    await mutate();
  };
  return {
    deliveries: data?.items ?? null,
    sendTest: () => afterwards(sendJson('POST', `${path}/${id}/test`, {})),
    redeliver: (deliveryId: string) => afterwards(sendJson('POST', `${own}/${deliveryId}`, {})),
  };
}
