import { pushDeviceParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { pushDevicePatch } from '#lib/push-devices/contract';
import { deletePushDevice, updatePushDevice } from '#lib/push-devices/mutations';
import { listPushDevices } from '#lib/push-devices/queries';

export * from '#lib/http/other-methods';

const path = '/api/push-devices/[pushDeviceId]';

export const PATCH = route(
  { method: 'PATCH', path, params: pushDeviceParams, body: pushDevicePatch, role: 'viewer' },
  async ({ session, params, body }) => {
    await updatePushDevice(session, params.pushDeviceId, body);
    return listPushDevices(session);
  },
);

export const DELETE = route(
  { method: 'DELETE', path, params: pushDeviceParams, role: 'viewer' },
  async ({ session, params }) => {
    await deletePushDevice(session, params.pushDeviceId);
    return listPushDevices(session);
  },
);
