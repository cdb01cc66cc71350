import 'server-only';
import type { TodayDto, TroubleDto, TroubleName } from './contract.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A worker that lives takes a job within seconds; a long archive may hold some up. */
const lateJobMs = 10 * minute;
const uncheckedMs = 30 * day;

type Facts = Omit<TodayDto, 'troubles'>;

/** What of the figures needs somebody, the worst first. Pure. */
export function judgeToday(facts: Facts, now: Date): TroubleDto[] {
  const { connections, jobs, webhooks, workers, integrity, backups, installation } = facts;
  const ageMs = (iso: string | null) => (iso === null ? 0 : now.getTime() - Date.parse(iso));
  const counted = <Name>(
    list: readonly Name[],
    isMeant: (each: Name) => boolean,
    of: (each: Name) => number,
  ) => list.filter(isMeant).reduce((sum, each) => sum + of(each), 0);
  const connectionsIn = (state: string) =>
    counted(
      connections,
      (each) => each.state === state,
      ({ count }) => count,
    );
  const dead = counted(
    jobs.states,
    ({ state }) => state === 'dead',
    ({ count }) => count,
  );
  const unknown = counted(
    webhooks.outcomes,
    ({ outcome }) => outcome === 'unknown',
    ({ count }) => count,
  );
  const all = connections.reduce((sum, { count }) => sum + count, 0);
  const isUnchecked = all > 0 && (integrity === null || ageMs(integrity.at) > uncheckedMs);
  const isBackupLate = ageMs(backups.lateAt) > 0;
  const found: [TroubleName, TroubleDto['tone'], number][] = [
    ['not_migrated', 'danger', installation.missingMigrations.length],
    ['no_worker', 'danger', workers === 0 ? 1 : 0],
    ['integrity_broken', 'danger', integrity?.broken ?? 0],
    ['backup_failed', 'danger', backups.hasFailed ? 1 : 0],
    ['backup_never', 'danger', isBackupLate && backups.lastGoodAt === null ? 1 : 0],
    ['connections_ours', 'danger', connectionsIn('needs_operator')],
    ['jobs_dead', 'attention', dead],
    ['jobs_late', 'attention', ageMs(jobs.oldestDueAt) > lateJobMs ? 1 : 0],
    ['connections_late', 'attention', connectionsIn('late')],
    ['webhooks_waiting', 'attention', webhooks.waiting],
    ['webhooks_unknown', 'attention', unknown],
    ['backup_late', 'attention', isBackupLate && backups.lastGoodAt !== null ? 1 : 0],
    ['backup_unproven', 'attention', backups.isUnproven ? 1 : 0],
    ['integrity_unchecked', 'attention', isUnchecked ? 1 : 0],
  ];
  return found.flatMap(([name, tone, count]) => (count > 0 ? { name, tone, count } : []));
}
