import type { DeliveryError, OffReason, WebhookDeliveryDto } from '#lib/webhook-endpoints/contract';

/** Why we stopped, and what to do about it. */
export const offWords: Record<OffReason, string> = {
  failing:
    'Its address took nothing for three days. What waits is sent once you switch it on again; what happened since is not.',
  gone: 'Its address answered that it wants nothing more.',
  password: 'You have a new password. Switch it on again if its address is yours.',
  restored:
    'This installation was restored from a backup. What waited then is sent once you switch it on again; what happened since is not.',
};

const errorWords: Record<DeliveryError, string> = {
  too_slow: 'no answer within ten seconds',
  not_allowed: 'not an address that may be told',
  unknown_host: 'no such host',
  certificate_expired: 'its certificate has expired',
  certificate_of_another: 'its certificate is for another name',
  certificate_unknown: 'its certificate is signed by nobody whom this server trusts',
  bad_certificate: 'its TLS or its certificate is not right',
  no_connection: 'no connection',
};

/** What came of the last try, in a few words. */
export function describeOutcome({ state, status, error, attempts }: WebhookDeliveryDto): string {
  const answer = error ? errorWords[error] : status === null ? '' : `answered ${status}`;
  if (state === 'waiting') return attempts === 0 ? 'waiting' : `waiting · ${answer}`;
  return answer;
}
