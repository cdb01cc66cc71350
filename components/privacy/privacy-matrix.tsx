'use client';

import type { PrivacyDto, PrivacyPatch } from '#lib/privacy/contract';
import { SightSelect } from './sight-select.tsx';
import { listViewers } from './viewers.ts';

/** A row for each account, a column for each person. */
export function PrivacyMatrix({
  privacy,
  onDecide,
}: {
  privacy: PrivacyDto;
  onDecide: (patch: PrivacyPatch) => void;
}) {
  const viewers = listViewers(privacy);
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <caption className="sr-only">What each person sees of each account</caption>
        <thead>
          <tr className="border-line-strong border-b text-ink-soft text-xs">
            <th scope="col" className="h-9 font-medium">
              Account
            </th>
            {viewers.map(({ key, name }) => (
              <th key={key} scope="col" className="h-9 w-36 px-2.5 font-medium">
                <span className="block max-w-36 truncate" title={name}>
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {privacy.accounts.map((account) => (
            <tr key={account.id} className="border-line border-b">
              <th scope="row" className="py-2 pr-4 font-normal">
                <span className="block truncate">{account.name}</span>
                <span className="block truncate text-ink-faint text-sm">
                  {account.institution}
                  {account.mask ? ` ••${account.mask}` : ''}
                </span>
              </th>
              {viewers.map((viewer) => (
                <td key={viewer.key} className="py-2">
                  <SightSelect
                    label={`${viewer.name}: ${account.name}`}
                    value={viewer.sightOf(account)}
                    onChange={(sight) =>
                      onDecide({ accountId: account.id, memberId: viewer.memberId, sight })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
