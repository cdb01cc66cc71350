'use client';

import { useMemberships } from '#components/members/membership';
import { MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '#components/ui/menu';
import { useOpenHousehold } from './use-open-household.ts';

/** The households in the person's menu, where there are several. */
export function HouseholdItems() {
  const households = useMemberships();
  const { open } = useOpenHousehold();
  if (households.length < 2) return null;
  const current = households.find((each) => each.current);
  return (
    <>
      <MenuLabel>Household</MenuLabel>
      <MenuRadioGroup
        value={current?.id}
        onValueChange={(id) => (id === current?.id ? undefined : open(id))}
      >
        {households.map(({ id, name }) => (
          <MenuRadioItem key={id} value={id}>
            <span className="min-w-0 truncate">{name}</span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
    </>
  );
}
