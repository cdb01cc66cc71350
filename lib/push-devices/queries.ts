import 'server-only';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import type { PushDeviceListDto } from './contract.ts';
import { readPublicKey } from './push-key.ts';

/** Who asks, and from which session. */
export type Asker = Viewer & { id: string };

/** Where a member hears of notices beside the app and their mailbox. */
export async function listPushDevices(asker: Asker): Promise<PushDeviceListDto> {
  const { householdId, memberId, id: sessionId } = asker;
  const [devices, publicKey] = await Promise.all([
    db().pushDevice.findMany({
      where: { householdId, memberId },
      select: { id: true, name: true, withAmounts: true, createdAt: true, sessionId: true },
      orderBy: { createdAt: 'asc' },
    }),
    readPublicKey(),
  ]);
  return {
    items: devices.map(({ createdAt, sessionId: own, ...device }) => ({
      ...device,
      createdAt: createdAt.toISOString(),
      isThis: own === sessionId,
    })),
    nextCursor: null,
    publicKey,
  };
}
