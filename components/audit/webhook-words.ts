import type { AuditEntryDto } from '#lib/audit/contract';
import type { EntryWords } from './signing-words.ts';

type AboutWebhook = Extract<AuditEntryDto, { kind: `webhook_${string}` | 'webhooks_stopped' }>;

/** What happened to the addresses that are told of changes, as a sentence. */
export function describeWebhook(entry: AboutWebhook, who: string): EntryWords {
  if (entry.kind === 'webhooks_stopped') {
    const { count } = entry.details;
    return {
      title: count === 1 ? 'Your webhook was switched off' : `${count} webhooks were switched off`,
      hint: 'With your password, or by a command on the machine it runs on.',
    };
  }
  const name = `“${entry.details.name}”`;
  switch (entry.kind) {
    case 'webhook_made':
      return {
        title: `${who} made the webhook ${name}`,
        hint: `${entry.details.host} is told of ${entry.details.events.join(', ')}`,
        mayBeStranger: true,
      };
    case 'webhook_changed':
      return {
        title: `${who} changed the webhook ${name}`,
        hint: `It is told of ${entry.details.events.join(', ')}`,
      };
    case 'webhook_paused':
      return { title: `${who} paused the webhook ${name}` };
    case 'webhook_resumed':
      return { title: `${who} switched the webhook ${name} on` };
    case 'webhook_removed':
      return { title: `${who} removed the webhook ${name}` };
    case 'webhook_secret_made':
      return { title: `${who} made a new secret for the webhook ${name}`, mayBeStranger: true };
    case 'webhook_tested':
      return { title: `${who} sent a test to the webhook ${name}` };
    case 'webhook_redelivered':
      return { title: `${who} had the webhook ${name} told again` };
    case 'webhook_stopped':
      return {
        title: `The webhook ${name} was switched off`,
        hint:
          entry.details.reason === 'gone'
            ? 'Its address answered that it wants nothing more.'
            : 'Its address took nothing for three days.',
      };
  }
}
