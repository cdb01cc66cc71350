'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { PrivacyDto, PrivacyPatch } from '#lib/privacy/contract';
import { SightSelect } from './sight-select.tsx';
import { listViewers } from './viewers.ts';

/** One person at a time, where a column for each does not fit. */
export function PrivacyByPerson({
  privacy,
  onDecide,
}: {
  privacy: PrivacyDto;
  onDecide: (patch: PrivacyPatch) => void;
}) {
  const viewers = listViewers(privacy);
  const [chosen, setChosen] = useState(viewers[0]?.key);
  const viewer = viewers.find(({ key }) => key === chosen) ?? viewers[0];
  if (!viewer) return null;
  return (
    <>
      <Field label="Person" className="pb-3">
        <Select
          options={viewers.map(({ key, name }) => ({ value: key, label: name }))}
          value={viewer.key}
          onValueChange={setChosen}
        />
      </Field>
      <ul className="border-line-strong border-t">
        {privacy.accounts.map((account) => (
          <li
            key={account.id}
            className="flex items-center justify-between gap-3 border-line border-b py-2"
          >
            <div className="min-w-0">
              <p className="truncate">{account.name}</p>
              <p className="truncate text-ink-faint text-sm">
                {account.institution}
                {account.mask ? ` ••${account.mask}` : ''}
              </p>
            </div>
            <SightSelect
              label={`${viewer.name}: ${account.name}`}
              value={viewer.sightOf(account)}
              onChange={(sight) =>
                onDecide({ accountId: account.id, memberId: viewer.memberId, sight })
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}
