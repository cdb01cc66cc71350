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
      | 'costs_read';
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
    case 'enrich_refused':
      return {
        title: 'Plaid does not clean up imported transactions for this installation',
        hint: `It says ${entry.details.code}. It is not asked again for a day; imports go on without it.`,
      };
  }
}

function countValues(count: number): string {
  return `${count.toLocaleString('en-US')} sealed ${count === 1 ? 'value' : 'values'}`;
}
