'use client';

import { ArrowRightLeft, MoreHorizontal, UserMinus } from 'lucide-react';
import { IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { Monogram } from '#components/ui/monogram';
import { Select } from '#components/ui/select';
import { type Role, roles } from '#lib/households/roles';
import type { MemberDto } from '#lib/members/contract';
import { useIsOwner } from './membership.tsx';
import { roleWords } from './role-words.tsx';

const roleOptions = (['owner', 'member', 'viewer'] as const).map((value) => ({
  value,
  label: roleWords[value].label,
}));

/** One of the household's people; an owner says what they may do, and whether they stay. */
export function MemberRow({
  member,
  onRole,
  onTransfer,
  onRemove,
}: {
  member: MemberDto;
  onRole: (role: Role) => void;
  onTransfer: () => void;
  onRemove: () => void;
}) {
  const { name, email, role, you } = member;
  const isOwner = useIsOwner();
  return (
    <li className="flex items-center gap-3 border-line border-b py-3">
      <Monogram name={name} shape="round" size="md" />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          {name}
          {you ? <span className="text-ink-faint"> (you)</span> : null}
        </p>
        <p className="truncate text-ink-soft text-sm">{email}</p>
      </div>
      {isOwner && !you ? (
        <>
          <Select
            variant="quiet"
            aria-label={`What ${name} may do`}
            options={roleOptions}
            value={role}
            onValueChange={(value) => {
              const chosen = roles.find((each) => each === value);
              if (chosen) onRole(chosen);
            }}
          />
          <Menu>
            <MenuTrigger asChild>
              <IconButton label={`More about ${name}`} size="sm">
                <MoreHorizontal />
              </IconButton>
            </MenuTrigger>
            <MenuContent>
              <MenuItem icon={<ArrowRightLeft />} onSelect={onTransfer}>
                Hand the household over
              </MenuItem>
              <MenuItem icon={<UserMinus />} tone="danger" onSelect={onRemove}>
                Remove
              </MenuItem>
            </MenuContent>
          </Menu>
        </>
      ) : (
        <span className="pr-2 text-ink-soft">{roleWords[role].label}</span>
      )}
    </li>
  );
}
