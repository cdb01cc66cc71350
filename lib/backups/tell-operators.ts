import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { composeMail } from '#lib/mail/compose-mail';
import { queueMail } from '#lib/mail/queue-mail';

/** However often it fails: one mail a day says as much as twenty-four. */
const quietHours = 24;
const operatorLimit = 50;

type Trouble = { id: string; error: string; isDrill: boolean };

/** Tells operators by mail that the newest backup, or its proof, failed; at most once a day. */
export async function tellOfFailure(): Promise<void> {
  await db().$transaction(async (tx) => {
    const trouble = await findTrouble(tx);
    if (!trouble || !(await claim(tx, trouble.id))) return;
    const lastGood = await tx.backup.findFirst({
      where: { state: 'done' },
      select: { startedAt: true },
      orderBy: { name: 'desc' },
    });
    await mailOperators(tx, trouble, lastGood?.startedAt ?? null);
  });
}

async function findTrouble(tx: Tx): Promise<Trouble | null> {
  const newest = await tx.backup.findFirst({
    where: { OR: [{ state: 'failed' }, { state: 'done' }] },
    select: { id: true, state: true, error: true, drillError: true },
    orderBy: { name: 'desc' },
  });
  if (newest?.state === 'failed') {
    return { id: newest.id, error: newest.error ?? '', isDrill: false };
  }
  return newest?.drillError ? { id: newest.id, error: newest.drillError, isDrill: true } : null;
}

/** Of several workers one tells. */
async function claim(tx: Tx, id: string): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    UPDATE "Backup" SET "toldAt" = now() WHERE "id" = ${id}::uuid AND NOT EXISTS (
      SELECT FROM "Backup" WHERE "toldAt" > now() - make_interval(hours => ${quietHours}))`;
  return claimed > 0;
}

async function mailOperators(tx: Tx, trouble: Trouble, lastGoodAt: Date | null): Promise<void> {
  const operators = await tx.user.findMany({
    where: { operator: true, members: { some: {} } },
    select: { email: true, members: { select: { householdId: true }, take: 1 } },
    take: operatorLimit,
  });
  const mail = composeMail({
    title: trouble.isDrill ? 'A backup could not be proven' : 'No backup could be made',
    body: describe(trouble, lastGoodAt),
    action: { label: 'See the backups', url: `${env().APP_URL}/admin/backups` },
    reason: { text: 'Plumbline sends this because you are an operator of this installation.' },
  });
  for (const { email, members } of operators) {
    const [member] = members;
    if (member) await queueMail(tx, member.householdId, { ...mail, toAddress: email });
  }
}

function describe({ error, isDrill }: Trouble, lastGoodAt: Date | null): string {
  const last = lastGoodAt
    ? `The last good one is of ${lastGoodAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`
    : 'There is no good one yet.';
  return isDrill
    ? `The newest backup was restored into a scratch database to see whether it would come back, and it did not: ${error} Your data is as it was.`
    : `The backup of this installation failed: ${error} Your data is as it was. ${last} It is tried again every hour; you are told once a day.`;
}
