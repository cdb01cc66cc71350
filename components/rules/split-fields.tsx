'use client';

import { Plus } from 'lucide-react';
import { PartFields } from '#components/splits/part-fields';
import { Button } from '#components/ui/button';
import { CheckChoice } from '#components/ui/check-choice';
import { MoneyField } from '#components/ui/money-field';
import { PercentField } from '#components/ui/percent-field';
import { Select } from '#components/ui/select';
import { partLimit } from '#lib/splits/limits';
import type { FieldsProps } from './rule-dialog.tsx';
import { addRulePart, newSplit, type RulePartDraft } from './rule-split-draft.ts';

const kinds = [
  { value: 'share', label: 'Percent' },
  { value: 'size', label: 'Amount' },
  { value: 'rest', label: 'The rest' },
];

/** Into what parts a rule splits what it matches, if it does. */
export function SplitFields({ draft, problems, onChange }: FieldsProps) {
  const { split, currency } = draft;
  const problem = Object.entries(problems).find(([path]) => path.startsWith('effect.split'))?.[1];
  const change = (key: number, fields: Partial<RulePartDraft>) =>
    split &&
    onChange({
      split: {
        ...split,
        parts: split.parts.map((each) => (each.key === key ? { ...each, ...fields } : each)),
      },
    });
  return (
    <div className="sm:col-span-2">
      <CheckChoice
        label="Split it into parts"
        hint="Amounts come first, percents are of the whole, and the rest is what they leave."
        checked={split !== null}
        onCheckedChange={(checked) => onChange({ split: checked ? newSplit : null })}
      />
      {split ? (
        <>
          <ol aria-label="Parts" className="mt-2 border-line border-t">
            {split.parts.map((part, index) => (
              <PartFields
                key={part.key}
                place={index + 1}
                part={part}
                sizeField={
                  <ShareFields
                    place={index + 1}
                    part={part}
                    currency={currency}
                    onChange={(fields) => change(part.key, fields)}
                  />
                }
                onChange={(fields) => change(part.key, fields)}
                onRemove={
                  split.parts.length > 2
                    ? () =>
                        onChange({
                          split: {
                            ...split,
                            parts: split.parts.filter(({ key }) => key !== part.key),
                          },
                        })
                    : null
                }
              />
            ))}
          </ol>
          {problem ? (
            <p role="alert" className="pt-2 text-danger text-sm">
              {problem}
            </p>
          ) : null}
          <Button
            size="sm"
            variant="ghost"
            className="mt-2"
            disabled={split.parts.length >= partLimit}
            onClick={() => onChange({ split: addRulePart(split) })}
          >
            <Plus aria-hidden="true" />
            Add a part
          </Button>
        </>
      ) : null}
    </div>
  );
}

function ShareFields({
  place,
  part: { kind, share, size },
  currency,
  onChange,
}: {
  place: number;
  part: RulePartDraft;
  currency: string;
  onChange: (fields: Partial<RulePartDraft>) => void;
}) {
  return (
    <div className="grid grid-cols-2 items-start gap-2 sm:w-72">
      <Select
        aria-label={`How large part ${place} is`}
        options={kinds}
        value={kind}
        onValueChange={(chosen) => onChange({ kind: chosen as RulePartDraft['kind'] })}
      />
      {kind === 'share' ? (
        <PercentField
          label={`Percent of part ${place}`}
          labelHidden
          hundredths={share}
          onHundredthsChange={(next) => onChange({ share: next })}
        />
      ) : null}
      {kind === 'size' ? (
        <MoneyField
          label={`Amount of part ${place}`}
          labelHidden
          currency={currency}
          minor={size}
          onMinorChange={(next) => onChange({ size: next })}
        />
      ) : null}
    </div>
  );
}
