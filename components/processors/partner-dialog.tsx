'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CheckChoice } from '#components/ui/check-choice';
import { Combobox } from '#components/ui/combobox';
import { CopyField } from '#components/ui/copy-field';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { useAttempt } from '#lib/client/use-attempt';
import { makeProcessorToken } from '#lib/processors/hooks';
import {
  type GrantProduct,
  grantProducts,
  type Partner,
  partnerNames,
  stripeProducts,
} from '#lib/processors/partners';
import { grantWords } from './grant-words.ts';

/** Who gets what, and what that means, before a token is made; the token, once it is. */
export function PartnerDialog({
  accountId,
  account,
  open,
  onOpenChange,
}: {
  accountId: string;
  account: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="md"
        title={`Open ${account} to a partner`}
        description="Plaid makes a token by which one partner of its reads this account. You take it there yourself."
      >
        <PartnerForm accountId={accountId} account={account} />
      </DialogContent>
    </Dialog>
  );
}

const options = Object.entries(partnerNames).map(([value, label]) => ({ value, label }));

function PartnerForm({ accountId, account }: { accountId: string; account: string }) {
  const [partner, setPartner] = useState<Partner | null>(null);
  const [products, setProducts] = useState<readonly GrantProduct[]>(['auth', 'balance']);
  const [token, setToken] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const [missing, setMissing] = useState<string | null>(null);
  const withStepUp = useStepUp();
  const router = useRouter();
  const name = partner && partnerNames[partner];
  const isStripe = partner === 'stripe';
  const chosen = isStripe ? stripeProducts : products;
  const make = () => {
    if (!partner) return setMissing('Choose a partner first.');
    if (chosen.length === 0) return setMissing('Choose what it may read.');
    setMissing(null);
    attempt(async () => {
      const input = { partner, products: [...chosen] };
      const made = await withStepUp(() => makeProcessorToken(accountId, input));
      setToken(made.processorToken);
      router.refresh();
    });
  };
  if (token !== null) {
    return (
      <div className="flex flex-col gap-5">
        <CopyField
          label={`Token for ${name}`}
          value={token}
          hint="It is shown this once and kept nowhere. Give it to them alone."
        />
        <DialogClose asChild>
          <Button className="self-end">Done</Button>
        </DialogClose>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-5"
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <Field label="Partner">
        <Combobox
          data-first=""
          options={options}
          value={partner ?? ''}
          onValueChange={(value) => setPartner(value as Partner)}
          searchLabel="Find a partner"
          placeholder="Choose one"
          emptyText="Plaid knows no partner of that name."
        />
      </Field>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium text-sm">{name ?? 'It'} may read</legend>
        {isStripe ? (
          <p className="text-ink-soft">{grantWords.auth.label}, once, and nothing else.</p>
        ) : (
          grantProducts.map((product) => (
            <CheckChoice
              key={product}
              {...grantWords[product]}
              checked={products.includes(product)}
              onCheckedChange={(checked) =>
                setProducts(
                  grantProducts.filter((each) =>
                    each === product ? checked : products.includes(each),
                  ),
                )
              }
            />
          ))
        )}
      </fieldset>
      <Callout tone="attention" title="This cannot be taken back by itself">
        {isStripe
          ? `The token works once. After that Stripe has the numbers of ${account}, and disconnecting the bank does not take them back.`
          : `${name ?? 'The partner'} reads ${account} from Plaid whenever it likes, by its own terms. Only disconnecting the bank ends that, for all that its accounts were opened for.`}
      </Callout>
      <FormMessage text={missing ?? problem} />
      <DialogActions submitLabel={name ? `Open to ${name}` : 'Open'} busy={pending} />
    </form>
  );
}
