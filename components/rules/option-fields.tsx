'use client';

import { CheckChoice } from '#components/ui/check-choice';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { SectionHeading } from '#components/ui/section-heading';
import type { FieldsProps } from './rule-dialog.tsx';
import { suggestName } from './rule-draft.ts';

/** What a rule is called, what it reaches back to, and whether others follow it. */
export function OptionFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <fieldset className="grid gap-4">
      <legend className="contents">
        <SectionHeading level={3}>The rule itself</SectionHeading>
      </legend>
      <Field label="Name" optional error={problems.name} className="sm:w-1/2 sm:pr-2">
        <Input
          value={draft.name}
          placeholder={suggestName(draft)}
          maxLength={80}
          autoComplete="off"
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Field>
      <CheckChoice
        label="Also for the transactions that are here already"
        hint="They go back to what they were when you take this away again."
        checked={draft.history}
        onCheckedChange={(history) => onChange({ history })}
      />
      <CheckChoice
        label="Stop here"
        hint="Where it matches, the rules below it are not asked."
        checked={draft.stop}
        onCheckedChange={(stop) => onChange({ stop })}
      />
    </fieldset>
  );
}
