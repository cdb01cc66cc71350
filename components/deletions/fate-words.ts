import type { DeletionPreviewDto } from '#lib/deletions/contract';

type Household = DeletionPreviewDto['households'][number];

/** What becomes of a household when its reader goes. */
export function describeFate({ fate, otherMembers, banks }: Household): string {
  const ended =
    banks === 0 ? '' : ` ${count(banks, 'bank')} ${banks === 1 ? 'is' : 'are'} disconnected.`;
  const others = count(otherMembers, 'other member');
  switch (fate) {
    case 'deleted':
      return `Deleted: you are alone in it.${ended}`;
    case 'left':
      return `Goes on for its ${others}.${ended}`;
    case 'undecided':
      return `It has ${others} and no owner but you.${ended}`;
  }
}

function count(number: number, noun: string): string {
  return `${number === 1 && noun !== 'bank' ? 'one' : number} ${noun}${number === 1 ? '' : 's'}`;
}
