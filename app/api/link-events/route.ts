import { route } from '#lib/http/route';
import { recordLinkEventsInput } from '#lib/link-events/contract';
import { recordLinkEvents } from '#lib/link-events/mutations';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/link-events',
    body: recordLinkEventsInput,
    status: 202,
    limit: { capacity: 30, perMinute: 30 },
  },
  async ({ session, body }) => {
    await recordLinkEvents(session.householdId, body);
    return { recorded: body.events.length };
  },
);
