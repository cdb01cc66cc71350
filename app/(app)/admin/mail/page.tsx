import { notFound } from 'next/navigation';
import { MailList } from '#components/operator/mail-list';
import { requireSession } from '#lib/auth/current-session';
import { listMailsOfAll } from '#lib/mail/queries';

export const metadata = { title: 'Mail' };

export default async function OperatorMailPage() {
  const { operator } = await requireSession();
  if (!operator) notFound();
  return <MailList fallback={await listMailsOfAll()} />;
}
