'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CopyField } from '#components/ui/copy-field';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { CreateTokenInput, NewTokenDto } from '#lib/access-tokens/contract';
import { tokenDays } from '#lib/access-tokens/limits';
import type { TokenScope } from '#lib/access-tokens/scopes';
import { useAttempt } from '#lib/client/use-attempt';
import { ScopeFields } from './scope-fields.tsx';

const dayChoices = [7, 30, 90, 180, 365].map((days) => ({
  value: String(days),
  label: days === 365 ? 'A year' : `${days} days`,
}));

/** What it is for, what it may do and for how long; then the token, this once. */
export function NewTokenForm({
  mayChange,
  onCreate,
}: {
  mayChange: boolean;
  onCreate: (input: CreateTokenInput) => Promise<NewTokenDto>;
}) {
  const withStepUp = useStepUp();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>([]);
  const [days, setDays] = useState(String(tokenDays.usual));
  const [made, setMade] = useState<NewTokenDto | null>(null);
  const { pending, problem, attempt } = useAttempt();
  if (made) return <MadeToken made={made} onDone={() => setMade(null)} />;
  const isReady = name.trim() !== '' && scopes.length > 0;
  const make = async () => {
    const input = { name, scopes: [...scopes], days: Number(days) };
    setMade(await withStepUp(() => onCreate(input)));
    setName('');
    setScopes([]);
  };
  return (
    <form
      method="post"
      className="flex flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) attempt(make);
      }}
    >
      <div className="flex w-full flex-wrap gap-5">
        <Field label="What it is for" className="w-full max-w-sm">
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={60}
            autoComplete="off"
            placeholder="The sheet on my desk"
          />
        </Field>
        <Field label="Ends after" className="w-40">
          <Select options={dayChoices} value={days} onValueChange={setDays} />
        </Field>
      </div>
      <div className="w-full">
        <ScopeFields scopes={scopes} onScopesChange={setScopes} mayChange={mayChange} />
      </div>
      <FormMessage text={problem} />
      <Button type="submit" variant="primary" loading={pending} disabled={!isReady}>
        Make the token
      </Button>
    </form>
  );
}

function MadeToken({ made: { secret }, onDone }: { made: NewTokenDto; onDone: () => void }) {
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4" role="status">
      <Callout title="This token is shown once">
        Copy it now to where your program keeps its secrets: it cannot be looked up again. Whoever
        has it can do what it is made for.
      </Callout>
      <CopyField label="Token" value={secret} className="w-full" />
      <Button onClick={onDone}>Done</Button>
    </div>
  );
}
