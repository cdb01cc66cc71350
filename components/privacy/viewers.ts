import type { PrivacyDto } from '#lib/privacy/contract';
import type { Sight } from '#lib/privacy/sights';

type Account = PrivacyDto['accounts'][number];

export type PrivacyViewer = {
  key: string;
  name: string;
  /** Null: whoever joins later. */
  memberId: string | null;
  sightOf: (account: Account) => Sight;
};

/** Everybody a decision can be about: the others, and whoever joins later. */
export function listViewers({ others }: Pick<PrivacyDto, 'others'>): PrivacyViewer[] {
  return [
    ...others.map(({ id, name }) => ({
      key: id,
      name,
      memberId: id,
      sightOf: (account: Account) => account.sights[id] ?? account.newcomers,
    })),
    {
      key: 'later',
      name: 'Who joins later',
      memberId: null,
      sightOf: ({ newcomers }: Account) => newcomers,
    },
  ];
}
