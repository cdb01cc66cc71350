'use client';

import { type FormEvent, useId, useMemo, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { ApiError, describeError } from '#lib/client/api';
import type { RuleInput } from '#lib/rules/contract';
import { EffectFields } from './effect-fields.tsx';
import { OptionFields } from './option-fields.tsx';
import { toInput, toPreview } from './read-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { countWords, RulePreview, usePausedPreview } from './rule-preview.tsx';
import { WhenFields } from './when-fields.tsx';

/** What the dialog is open for: a rule that is there, or a new one with what is known of it. */
export type RuleSubject = { ruleId: string | null; draft: RuleDraft };

/** A rule is written here, with what it would do beneath it. */
export function RuleDialog({
  subject,
  today,
  onLeave,
  onSave,
}: {
  subject: RuleSubject | null;
  today: string;
  onLeave: () => void;
  /** Rejects when nothing came of it. */
  onSave: (input: RuleInput) => Promise<void>;
}) {
  return (
    <Dialog open={subject !== null} onOpenChange={(open) => (open ? undefined : onLeave())}>
      {subject ? <RuleForm {...subject} today={today} onSave={onSave} onDone={onLeave} /> : null}
    </Dialog>
  );
}

function RuleForm({
  ruleId,
  draft: given,
  today,
  onSave,
  onDone,
}: RuleSubject & {
  today: string;
  onSave: (input: RuleInput) => Promise<void>;
  onDone: () => void;
}) {
  const formId = useId();
  const [draft, setDraft] = useState(given);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const found = usePausedPreview(useMemo(() => toPreview(draft, ruleId), [draft, ruleId]));
  const change = (fields: Partial<RuleDraft>) => setDraft((current) => ({ ...current, ...fields }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const made = toInput(draft);
    setProblems('problems' in made ? made.problems : {});
    setMessage(null);
    if ('problems' in made) return;
    setBusy(true);
    try {
      await onSave(made.input);
      onDone();
    } catch (error) {
      setProblems(error instanceof ApiError ? error.fields : {});
      setMessage(describeError(error));
      setBusy(false);
    }
  };
  return (
    <DialogContent
      size="lg"
      title={ruleId ? 'Change the rule' : 'New rule'}
      description="What you decided about a transaction yourself stays, whatever a rule says."
      footer={
        <>
          <p className="self-center text-ink-soft text-sm sm:mr-auto">
            {found.preview ? countWords(found.preview.count) : null}
          </p>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={busy}>
            {ruleId ? 'Save' : 'Create the rule'}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-8" method="post" onSubmit={submit} noValidate>
        <WhenFields draft={draft} problems={problems} onChange={change} />
        <EffectFields draft={draft} problems={problems} onChange={change} />
        <OptionFields draft={draft} problems={problems} onChange={change} />
        <FormMessage text={message ?? problems.when ?? problems.effect ?? null} />
        <RulePreview {...found} today={today} />
      </form>
    </DialogContent>
  );
}

export type FieldsProps = {
  draft: RuleDraft;
  problems: Record<string, string>;
  onChange: (fields: Partial<RuleDraft>) => void;
};
