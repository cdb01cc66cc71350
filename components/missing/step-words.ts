import { formatCivilDate } from '#lib/dates/civil-date';
import type { MissingStep } from '#lib/missing/contract';

/** Each place or reason as a short question. */
export const stepTitles: Record<MissingStep['kind'], string> = {
  here: 'Is it here after all?',
  pending: 'Is it still pending?',
  withdrawn: 'Did the bank withdraw it?',
  hidden: 'Is it hidden?',
  elsewhere: 'Is it on another account?',
  window: 'Is it older than what the bank has sent?',
  lag: 'Is it too early?',
  connection: 'Is the connection in trouble?',
  tie_out: 'Does the bank’s balance count it?',
};

/** What was looked at and what it says. */
export function describeStep(step: MissingStep, today: string): string {
  switch (step.kind) {
    case 'here':
      return step.rows.length > 0
        ? 'The list has it; a filter or another name may have kept it from you.'
        : 'No posted transaction of this account comes near.';
    case 'pending':
      return step.rows.length > 0
        ? 'The bank has announced it and not booked it yet.'
        : 'No pending transaction comes near.';
    case 'withdrawn':
      return step.rows.length > 0
        ? 'The bank sent it and took it back. You can keep it: then it is listed and counts again.'
        : 'The bank has taken back nothing that comes near.';
    case 'hidden':
      return step.rows.length > 0
        ? 'You hid it, or its account.'
        : 'Nothing that comes near is hidden.';
    case 'elsewhere':
      return step.rows.length > 0
        ? 'It may have been booked there.'
        : 'No other account has anything that comes near.';
    case 'window':
      return describeWindow(step, today);
    case 'lag':
      return describeLag(step, today);
    case 'connection':
      return step.state?.reason ?? 'No bank reports this account.';
    case 'tie_out':
      return describeTieOut(step, today);
  }
}

/** What to take from all of it. */
export function concludeSteps(steps: readonly MissingStep[]): { title: string; text: string } {
  const found = steps.filter(({ verdict }) => verdict === 'found');
  const likely = steps.filter(({ verdict }) => verdict === 'likely');
  const [first] = likely;
  if (found.length > 0) {
    const places = found.map(({ kind }) => `“${stepTitles[kind]}”`);
    return { title: 'There it is', text: `See ${places.join(' and ')} below.` };
  }
  if (first) {
    const others = likely.length - 1;
    const more = others > 0 ? ` and ${others} more` : '';
    return {
      title: 'Not found, but something may explain it',
      text: `Begin with “${stepTitles[first.kind]}”${more} below.`,
    };
  }
  return {
    title: 'Not found, and nothing explains it',
    text: 'The bank has not sent it. Plaid’s support can look into that: see the end of this page.',
  };
}

function describeWindow(
  { from, complete, verdict }: Extract<MissingStep, { kind: 'window' }>,
  today: string,
): string {
  if (from === null) return 'The bank has sent no transactions of this account.';
  const first = formatCivilDate(from, today);
  if (!complete) return `The bank has sent some back to ${first} and is still sending older ones.`;
  return verdict === 'likely'
    ? `What the bank sends begins on ${first}. Older ones can be imported or entered by hand.`
    : `What the bank sends begins on ${first}.`;
}

function describeLag(
  { rhythm, lastSyncedAt, expectedOn, verdict }: Extract<MissingStep, { kind: 'lag' }>,
  today: string,
): string {
  if (!lastSyncedAt) return 'The bank was not asked yet.';
  const asked = `The bank was last asked on ${formatCivilDate(lastSyncedAt.slice(0, 10), today)}.`;
  const { usualLagDays } = rhythm;
  if (usualLagDays === null || expectedOn === null) {
    return verdict === 'likely'
      ? `${asked} Most banks take a day or two to send a transaction.`
      : `${asked} It has not sent enough yet to tell how long it usually takes.`;
  }
  const days = usualLagDays === 1 ? '1 day' : `${usualLagDays} days`;
  return `${asked} It usually sends a transaction ${days} later, so this one by ${formatCivilDate(expectedOn, today)}.`;
}

function describeTieOut(
  { tieOut, suspects }: Extract<MissingStep, { kind: 'tie_out' }>,
  today: string,
): string {
  if (tieOut?.status === 'ties_out') {
    return 'Its balance is exactly what the transactions here add up to: the bank has not booked it either.';
  }
  if (tieOut?.status === 'off') {
    const since = tieOut.partedOn ? ` since ${formatCivilDate(tieOut.partedOn, today)}` : '';
    const why = suspects > 0 ? ' The tie-out names what may explain the difference.' : '';
    return `The bank’s balance is not what the transactions here add up to${since}.${why}`;
  }
  return 'There is nothing to compare its balance with.';
}
