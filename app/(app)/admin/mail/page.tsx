import { MailList } from '#components/operator/mail-list';
import { requireOperator } from '#lib/auth/require-operator';
import { listMailsOfAll } from '#lib/mail/queries';

export const metadata = { title: 'Mail' };

export default async function AdminMailPage() {
  await requireOperator();
  return <MailList fallback={await listMailsOfAll()} />;
}
