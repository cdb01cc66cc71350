import type { AuditEntryDto } from '#lib/audit/contract';
import { byCommand, type EntryWords } from './signing-words.ts';

type AboutOperation = Extract<
  AuditEntryDto,
  {
    kind:
      | 'operator_granted'
      | 'operator_revoked'
      | 'key_rotation_began'
      | 'key_rotation_ended'
      | 'enrich_refused'
      | 'costs_read'
      | 'jobs_handled'
      | 'integrity_checked'
      | 'backup_made'
      | 'backup_restored'
      | 'connection_handled';
  }
>;

/** What concerns whoever runs this installation, as a sentence. */
export function describeOperation(entry: AboutOperation, who: string): EntryWords {
  switch (entry.kind) {
    case 'operator_granted':
      return { title: 'You became an operator of this installation', hint: byCommand };
    case 'operator_revoked':
      return { title: 'You are no longer an operator of this installation', hint: byCommand };
    case 'key_rotation_began': {
      const { key, left } = entry.details;
      return {
        title: `The encryption key “${key}” began to take over`,
        hint: `${countValues(left)} under other keys. ${byCommand}`,
      };
    }
    case 'key_rotation_ended': {
      const { key, left, resealed } = entry.details;
      return {
        title: `The encryption key “${key}” ${left === 0 ? 'took over' : 'took over in part'}`,
        hint: `${countValues(resealed)} sealed anew${left === 0 ? '' : `, ${left} still need another key`}`,
      };
    }
    case 'costs_read': {
      const { connections } = entry.details;
      return {
        title: `${who} looked at what Plaid bills`,
        hint: `Of ${connections.toLocaleString('en-US')} ${connections === 1 ? 'connection' : 'connections'}, by ids and counts.`,
      };
    }
    case 'jobs_handled': {
      const { act, task, count } = entry.details;
      return { title: `${who} ${jobWords[act]} ${countJobs(count, task)}` };
    }
    case 'integrity_checked': {
      const { checks, broken } = entry.details;
      return {
        title: `${who} held the database against its invariants`,
        hint: broken === 0 ? `All ${checks} hold.` : `${broken} of ${checks} are broken.`,
      };
    }
    case 'backup_made': {
      const { name, rows } = entry.details;
      return { title: 'A backup was made', hint: `${name}, ${countRows(rows)}.` };
    }
    case 'backup_restored': {
      const { name, rows } = entry.details;
      return {
        title: 'This installation was restored from a backup',
        hint: `${name}, ${countRows(rows)}. What happened after it was made is not here. ${byCommand}`,
      };
    }
    case 'connection_handled': {
      const { act, itemId } = entry.details;
      return {
        title:
          act === 'sync'
            ? `${who} had a connection synced from the console`
            : `${who} had the access token of a connection replaced`,
        hint: `Connection ${itemId}.`,
      };
    }
    case 'enrich_refused':
      return {
        title: 'Plaid does not clean up imported transactions for this installation',
        hint: `It says ${entry.details.code}. It is not asked again for a day; imports go on without it.`,
      };
  }
}

const jobWords = {
  retry: 'set going again',
  retry_all: 'set going again',
  give_up: 'gave up',
  remove: 'took away',
} as const;

function countJobs(count: number, task: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'job' : 'jobs'} of ${task}`;
}

function countRows(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
}

function countValues(count: number): string {
  return `${count.toLocaleString('en-US')} sealed ${count === 1 ? 'value' : 'values'}`;
}
