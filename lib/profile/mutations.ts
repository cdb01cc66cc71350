import 'server-only';
import { db } from '#lib/db/client';

export async function setName(userId: string, name: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { name } });
}
