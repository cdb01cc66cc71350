'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { CheckChoice } from '#components/ui/check-choice';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import type { DetailsInput, FactDto, FactValue } from '#lib/identity/contract';
import { identityActions } from '#lib/identity/hooks';
import { factWords, nameBanks } from './identity-words.ts';

/** Which values of a kind are right, of those that banks have and of one's own. Nobody is told, and no bank changes it. */
export function RightDialog({
  fact,
  open,
  onOpenChange,
}: {
  fact: FactDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { many } = factWords[fact.kind];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="md"
        title={`Which ${many} are right?`}
        description="More than one may be, as where an account has two owners. No bank is told, and none ever changes what you say here."
      >
        <RightForm fact={fact} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const fieldNames = ['text', 'street', 'city', 'region', 'postalCode'] as const;
const short = z.string().trim().max(500, 'Use at most 500 characters.');
const schema = z
  .object({ text: short, street: short, city: short, region: short, postalCode: short })
  .refine(({ street, city, postalCode }) => street !== '' || (city === '' && postalCode === ''), {
    path: ['street'],
    message: 'Enter the street, too.',
  });
type Entered = z.infer<typeof schema>;

function RightForm({ fact, onDone }: { fact: FactDto; onDone: () => void }) {
  const { kind, values } = fact;
  const router = useRouter();
  const isOnly = values.length === 1;
  const [ticked, setTicked] = useState(
    () => new Set(values.filter(({ isRight }) => isRight ?? isOnly).map(({ text }) => text)),
  );
  const tick = (text: string, checked: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      if (checked) next.add(text);
      else next.delete(text);
      return next;
    });
  const form = useForm(
    fieldNames,
    async (entered) => {
      await identityActions.setDetails(toInput(kind, values, ticked, entered));
      router.refresh();
      onDone();
    },
    { loadSchema: async () => schema },
  );
  return (
    <form className="flex flex-col gap-5" method="post" onSubmit={form.submit} noValidate>
      {values.length === 0 ? null : (
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">What is known</legend>
          {values.map(({ text, banks }) => (
            <CheckChoice
              key={text}
              label={text}
              hint={banks.length > 0 ? nameBanks(banks) : 'You say so'}
              checked={ticked.has(text)}
              onCheckedChange={(checked) => tick(text, checked)}
            />
          ))}
        </fieldset>
      )}
      {kind === 'addresses' ? (
        <AddressFields errors={form.fields} />
      ) : (
        <Field
          label={values.length === 0 ? `Your ${factWords[kind].one}` : 'Another one'}
          error={form.fields.text}
          optional={values.length > 0}
        >
          <Input name="text" autoComplete={autoComplete[kind]} />
        </Field>
      )}
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}

const autoComplete = { names: 'name', phones: 'tel', emails: 'email' } as const;

function AddressFields({ errors }: { errors: Partial<Entered> }) {
  return (
    <fieldset className="grid grid-cols-2 gap-x-4 gap-y-3">
      <legend className="mb-2 text-ink-soft text-sm">Another one (optional)</legend>
      <Field label="Street and number" error={errors.street} className="col-span-2">
        <Input name="street" autoComplete="street-address" />
      </Field>
      <Field label="Town" error={errors.city} className="col-span-2">
        <Input name="city" autoComplete="address-level2" />
      </Field>
      <Field label="State" error={errors.region}>
        <Input name="region" autoComplete="address-level1" />
      </Field>
      <Field label="ZIP code" error={errors.postalCode}>
        <Input name="postalCode" autoComplete="postal-code" />
      </Field>
    </fieldset>
  );
}

/** What is not ticked is not right, as long as a bank has it. */
function toInput(
  kind: FactDto['kind'],
  values: readonly FactValue[],
  ticked: ReadonlySet<string>,
  entered: Entered,
): DetailsInput {
  const said = values
    .map(({ value, text, banks }) => ({ value, isRight: ticked.has(text), banks }))
    .filter(({ isRight, banks }) => isRight || banks.length > 0)
    .map(({ value, isRight }) => ({ value, isRight }));
  const added = kind === 'addresses' ? toAddress(entered) : entered.text.trim() || null;
  if (added !== null) said.push({ value: added, isRight: true });
  return { kind, said } as DetailsInput;
}

function toAddress({ street, city, region, postalCode }: Entered) {
  if (street.trim() === '') return null;
  return {
    street: street.trim(),
    city: city.trim() || null,
    region: region.trim() || null,
    postalCode: postalCode.trim() || null,
    country: null,
  };
}
