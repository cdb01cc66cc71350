import { route } from '#lib/http/route';
import { pushDeviceInput } from '#lib/push-devices/contract';
import { createPushDevice } from '#lib/push-devices/mutations';
import { listPushDevices } from '#lib/push-devices/queries';

export * from '#lib/http/other-methods';

const path = '/api/push-devices';

export const GET = route({ method: 'GET', path }, ({ session }) => listPushDevices(session));

export const POST = route(
  { method: 'POST', path, body: pushDeviceInput, role: 'viewer' },
  async ({ session, body, request }) => {
    await createPushDevice(session, body, request.headers.get('user-agent'));
    return listPushDevices(session);
  },
);
