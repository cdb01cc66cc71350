import type { StatusTone } from '#components/ui/status-pill';
import type { ConnectionState, JobState } from '#lib/operator/contract';

type Words = { label: string; tone: StatusTone; hint: string };

/** What the states of a connection are called for whoever runs the installation, and what each means. */
export const connectionWords: Record<ConnectionState, Words> = {
  needs_operator: {
    label: 'Needs you',
    tone: 'danger',
    hint: 'Our keys, our contract with Plaid or our code refuse it. Nothing gets better by itself.',
  },
  late: {
    label: 'Late',
    tone: 'warning',
    hint: 'No error, and not synced for more than a day.',
  },
  failing: {
    label: 'Failing',
    tone: 'warning',
    hint: 'The bank, Plaid or we ourselves failed. It is tried again by itself.',
  },
  stopped: {
    label: 'Stopped',
    tone: 'neutral',
    hint: 'The permission was withdrawn. Its person decides what becomes of the history.',
  },
  needs_person: {
    label: 'Needs its person',
    tone: 'neutral',
    hint: 'They have to sign in again or settle something at their bank, and were told.',
  },
  removing: {
    label: 'Disconnecting',
    tone: 'info',
    hint: 'Plaid is asked to remove it until it confirms.',
  },
  syncing: { label: 'Syncing', tone: 'info', hint: 'Work waits for it, or is under way.' },
  current: { label: 'Current', tone: 'positive', hint: 'Synced within the last day.' },
};

export const jobWords: Record<JobState, Words> = {
  dead: {
    label: 'Dead',
    tone: 'danger',
    hint: 'Tried as often as a job may be, or given up. Kept for 30 days; nothing tries it again but you.',
  },
  failing: {
    label: 'Failing',
    tone: 'warning',
    hint: 'Failed, and tried again at growing distances.',
  },
  running: { label: 'Running', tone: 'info', hint: 'A worker holds it.' },
  waiting: { label: 'Waiting', tone: 'neutral', hint: 'To be done, now or at its time.' },
};
