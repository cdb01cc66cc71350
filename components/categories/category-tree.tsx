'use client';

import type { KeyboardEvent } from 'react';
import type { CategoryDto } from '#lib/categories/contract';
import { type CategoryAction, CategoryRow } from './category-row.tsx';

/** The groups with their categories. Alt with an arrow key moves the one that has the focus. */
export function CategoryTree({
  categories,
  mayChange,
  onAsk,
  onPlace,
}: {
  categories: readonly CategoryDto[];
  mayChange: boolean;
  onAsk: (action: CategoryAction, category: CategoryDto) => void;
  onPlace: (category: CategoryDto, index: number) => void;
}) {
  const under = (groupId: string | null) => categories.filter((each) => each.groupId === groupId);
  const list = (groupId: string | null) => {
    const siblings = under(groupId);
    return siblings.map((category, index) => {
      const children = under(category.id);
      const step = (by: -1 | 1) => {
        const target = index + by;
        if (target >= 0 && target < siblings.length) onPlace(category, target);
      };
      const walk = (event: KeyboardEvent) => {
        const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
        if (!event.altKey || by === undefined || !mayChange) return;
        event.preventDefault();
        event.stopPropagation();
        step(by);
      };
      return (
        <li
          key={category.id}
          onKeyDown={walk}
          className={groupId === null ? 'pt-5 first:pt-0' : ''}
        >
          <CategoryRow
            category={category}
            mayChange={mayChange}
            isFirst={index === 0}
            isLast={index === siblings.length - 1}
            onStep={step}
            onAsk={(action) => onAsk(action, category)}
          />
          {children.length > 0 ? <ul aria-label={category.name}>{list(category.id)}</ul> : null}
        </li>
      );
    });
  };
  return <ul>{list(null)}</ul>;
}
