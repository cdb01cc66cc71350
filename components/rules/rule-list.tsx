'use client';

import { type DragEvent, useState } from 'react';
import type { RuleDto } from '#lib/rules/contract';
import { RuleRow } from './rule-row.tsx';
import type { Names } from './rule-words.ts';

/** The rules in the order in which they are asked. Drag one by its handle, or move it with Alt and an arrow key. */
export function RuleList({
  rules,
  names,
  mayChange,
  onPlace,
  onEdit,
  onSwitch,
  onDelete,
}: {
  rules: readonly RuleDto[];
  names: Names;
  mayChange: boolean;
  onPlace: (rule: RuleDto, index: number) => void;
  onEdit: (rule: RuleDto) => void;
  onSwitch: (rule: RuleDto, enabled: boolean) => void;
  onDelete: (rule: RuleDto) => void;
}) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const end = () => {
    setDragged(null);
    setTarget(null);
  };
  const edgeOf = (index: number) => {
    if (dragged === null || target !== index || dragged === index) return null;
    return dragged > index ? 'above' : 'below';
  };
  return (
    <ol aria-label="Rules" className="border-line border-t">
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          names={names}
          mayChange={mayChange}
          isFirst={index === 0}
          isLast={index === rules.length - 1}
          dropEdge={edgeOf(index)}
          drag={{
            onDragStart: (event: DragEvent) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setDragImage(event.currentTarget, 0, 0);
              setDragged(index);
            },
            onDragOver: (event: DragEvent) => {
              if (dragged === null) return;
              event.preventDefault();
              setTarget(index);
            },
            onDragEnd: end,
            onDrop: (event: DragEvent) => {
              event.preventDefault();
              const moved = dragged === null ? undefined : rules[dragged];
              if (moved && dragged !== index) onPlace(moved, index);
              end();
            },
          }}
          onStep={(by) => {
            const place = index + by;
            if (place >= 0 && place < rules.length) onPlace(rule, place);
          }}
          onEdit={() => onEdit(rule)}
          onSwitch={(enabled) => onSwitch(rule, enabled)}
          onDelete={() => onDelete(rule)}
        />
      ))}
    </ol>
  );
}
