import type { Role } from '#lib/households/roles';

export const roleWords: Record<Role, { label: string; hint: string }> = {
  owner: {
    label: 'Owner',
    hint: 'Invites and removes people and says what each may do. Sees no more of others’ accounts for it.',
  },
  member: { label: 'Member', hint: 'Links banks, and edits what is shown to them.' },
  viewer: { label: 'Viewer', hint: 'Looks, and changes nothing.' },
};
