import type { Route } from 'next';
import type { TroubleDto, TroubleName } from '#lib/operator/contract';

type Words = { title: string; whatToDo: string; href: Route };

/** What is wrong, whether anything is lost, and what to do about it. */
export function describeTrouble({ name, count }: TroubleDto): Words {
  return words[name](count);
}

const words: Record<TroubleName, (count: number) => Words> = {
  not_migrated: (count) => ({
    title: `The database lacks ${number(count, 'migration')}`,
    whatToDo: 'This version does not serve until they are applied: npm run migrate.',
    href: '/admin',
  }),
  no_worker: () => ({
    title: 'No worker is running',
    whatToDo: 'Nothing syncs and no mail leaves. Nothing is lost: jobs wait. Start a worker.',
    href: '/admin/jobs',
  }),
  integrity_broken: (count) => ({
    title: `${number(count, 'invariant')} ${count === 1 ? 'is' : 'are'} broken`,
    whatToDo: 'Figures may be wrong. See which rows, and keep a backup before anything is changed.',
    href: '/admin/integrity',
  }),
  backup_failed: () => ({
    title: 'The last backup failed',
    whatToDo: 'Nothing is lost now. See why: it is tried again every hour.',
    href: '/admin/backups',
  }),
  backup_never: () => ({
    title: 'There is no backup yet',
    whatToDo:
      'If this machine were lost now, everything would be. Look whether a worker runs and has BACKUP_KEY, or make one: npm run backup.',
    href: '/admin/backups',
  }),
  backup_late: () => ({
    title: 'A backup is overdue',
    whatToDo: 'Look whether a worker runs and has BACKUP_KEY, or make one: npm run backup.',
    href: '/admin/backups',
  }),
  backup_unproven: () => ({
    title: 'The newest backup is not proven',
    whatToDo: 'It could not be restored to a scratch database. See why before you need it.',
    href: '/admin/backups',
  }),
  connections_ours: (count) => ({
    title: `${number(count, 'connection')} only you can repair`,
    whatToDo: 'Plaid refuses our keys, our contract or our requests. The error code says which.',
    href: '/admin/connections',
  }),
  jobs_dead: (count) => ({
    title: `${number(count, 'job')} will not be tried again`,
    whatToDo: 'See how they failed. When the cause is gone, set them going again.',
    href: '/admin/jobs',
  }),
  jobs_late: () => ({
    title: 'Jobs wait for longer than ten minutes',
    whatToDo: 'The workers do not keep up, or one job takes them all. Nothing is lost. Run more.',
    href: '/admin/jobs',
  }),
  connections_late: (count) => ({
    title: `${number(count, 'connection')} not synced for a day`,
    whatToDo: 'No error was seen. Look whether their jobs wait, and ask for a sync.',
    href: '/admin/connections',
  }),
  webhooks_waiting: (count) => ({
    title: `${number(count, 'webhook')} not acted on for ten minutes`,
    whatToDo: 'They are kept, and handled once a worker comes to them.',
    href: '/admin/webhooks',
  }),
  webhooks_unknown: (count) => ({
    title: `${number(count, 'webhook')} nobody understood`,
    whatToDo: 'Plaid sends something this version does not know. See which code, and update.',
    href: '/admin/webhooks',
  }),
  integrity_unchecked: () => ({
    title: 'The books were not checked for a month',
    whatToDo: 'The check reads everything and changes nothing. Run it once.',
    href: '/admin/integrity',
  }),
};

function number(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : `${noun}s`}`;
}
