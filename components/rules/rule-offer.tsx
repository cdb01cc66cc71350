'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { onDemand } from '#components/ui/on-demand';
import type { CivilDate } from '#lib/dates/civil-date';
import { useSimilar } from '#lib/rules/hooks';
import { emptyDraft } from './rule-draft.ts';
import { useSaveRule } from './use-save-rule.ts';

// Few open it from here, and the editor is as large as the rest of the drawer.
const RuleDialog = onDemand(() => import('./rule-dialog.tsx').then((file) => file.RuleDialog));

/** Offers to have what was decided about one transaction done to all that are like it. */
export function RuleOffer({
  transactionId,
  category,
  today,
}: {
  transactionId: string;
  /** As the person chose it. */
  category: { id: string; name: string };
  today: CivilDate;
}) {
  const similar = useSimilar(transactionId);
  const { save } = useSaveRule();
  const [open, setOpen] = useState(false);
  // A merchant's name is as long as a bank makes it; a rule's condition is not.
  if (!similar || similar.merchant.trim() === '' || similar.merchant.length > 100) return null;
  const { merchant, count } = similar;
  return (
    <p className="text-ink-soft text-sm">
      {`Always “${category.name}” for ${merchant}? `}
      <Button
        variant="link"
        className="whitespace-normal text-left text-sm"
        onClick={() => setOpen(true)}
      >
        Make this a rule
      </Button>
      {count > 0 ? ` · ${count.toLocaleString('en-US')} similar` : null}
      {open ? (
        <RuleDialog
          subject={{ ruleId: null, draft: { ...emptyDraft, merchant, categoryId: category.id } }}
          today={today}
          onLeave={() => setOpen(false)}
          onSave={(input) => save(null, input)}
        />
      ) : null}
    </p>
  );
}
