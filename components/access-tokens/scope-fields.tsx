'use client';

import { SegmentedControl } from '#components/ui/segmented-control';
import { scopeGroups, type TokenScope, tokenScopes } from '#lib/access-tokens/scopes';

const levels = { none: 'None', read: 'Read', write: 'Read and change' } as const;
type Level = keyof typeof levels;

/** What a token is made for: of each part of the API nothing, to read it, or to change it, too. */
export function ScopeFields({
  scopes,
  onScopesChange,
  mayChange,
}: {
  scopes: readonly TokenScope[];
  onScopesChange: (scopes: TokenScope[]) => void;
  /** Whether whoever makes it may change anything. */
  mayChange: boolean;
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">What it may do</legend>
      <ul>
        {scopeGroups.map(({ name, about }) => (
          <li
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-2.5 last:border-b-0"
          >
            <span className="min-w-0 text-sm">{about}</span>
            <SegmentedControl
              label={about}
              options={listLevels(name, mayChange).map((value) => ({
                value,
                label: levels[value],
              }))}
              value={levelOf(name, scopes)}
              onValueChange={(level) => onScopesChange(setLevel(scopes, name, level))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const find = (name: string, level: Level) =>
  tokenScopes.find((scope) => scope === `${name}:${level}`);

function listLevels(name: string, mayChange: boolean): Level[] {
  return mayChange && find(name, 'write') ? ['none', 'read', 'write'] : ['none', 'read'];
}

function levelOf(name: string, scopes: readonly TokenScope[]): Level {
  const has = (level: Level) => scopes.some((scope) => scope === `${name}:${level}`);
  if (has('write')) return 'write';
  return has('read') ? 'read' : 'none';
}

/** Whoever may change something may read it, too: nothing else is meant by it. */
function setLevel(scopes: readonly TokenScope[], name: string, level: Level): TokenScope[] {
  const chosen = { none: [], read: ['read'], write: ['read', 'write'] } as const;
  const added = chosen[level].flatMap((each) => find(name, each) ?? []);
  return [...scopes.filter((scope) => !scope.startsWith(`${name}:`)), ...added];
}
