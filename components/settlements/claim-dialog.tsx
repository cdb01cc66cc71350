'use client';

import { useId, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { useAttempt } from '#lib/client/use-attempt';
import {
  type ChangedSettlementDto,
  type ClaimInput,
  owedByLength,
  type SettlementDto,
} from '#lib/settlements/contract';
import { decideClaim } from './decide-settlement.ts';

/** Asks who owes how much of an expense. */
export function ClaimDialog({
  settlement: { claim, currency, leftMinor, people },
  merchant,
  onLeave,
  onClaim,
}: {
  settlement: SettlementDto;
  merchant: string;
  onLeave: () => void;
  onClaim: (input: ClaimInput) => Promise<ChangedSettlementDto>;
}) {
  const [owedBy, setOwedBy] = useState(claim?.owedBy ?? '');
  const [minor, setMinor] = useState<number | null>(claim?.amountMinor ?? leftMinor);
  const { pending, problem, attempt } = useAttempt();
  const listId = useId();
  const save = (amountMinor: number | null) =>
    attempt(async () => {
      await decideClaim(onClaim, merchant, { amountMinor, owedBy: owedBy || null });
      onLeave();
    });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        title="Somebody owes me part of this"
        description="What comes back is linked to the expense, and taken off what is owed."
      >
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (minor !== null && minor > 0) save(minor);
          }}
        >
          <Field label="Who" optional>
            <Input
              value={owedBy}
              onChange={(event) => setOwedBy(event.target.value)}
              maxLength={owedByLength}
              list={listId}
              autoComplete="off"
            />
          </Field>
          <datalist id={listId}>
            {people.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <MoneyField
            label="How much"
            currency={currency}
            minor={minor}
            onMinorChange={setMinor}
            required
          />
          <FormMessage text={problem} />
          <DialogActions
            submitLabel="Save"
            busy={pending}
            cancel={
              claim ? (
                <Button disabled={pending} onClick={() => save(null)}>
                  Nobody owes me
                </Button>
              ) : undefined
            }
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
