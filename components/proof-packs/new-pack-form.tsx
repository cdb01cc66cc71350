'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CheckChoice } from '#components/ui/check-choice';
import { CopyField } from '#components/ui/copy-field';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { PasswordInput } from '#components/ui/password-input';
import { Select } from '#components/ui/select';
import { useAttempt } from '#lib/client/use-attempt';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ChosenDocument } from '#lib/proof-packs/contract';
import { createPack } from '#lib/proof-packs/hooks';
import { packDays, passphraseLength } from '#lib/proof-packs/limits';

type Choice = { id: string; label: string };
/** What may be shared beside the net worth: reports that are ready, and statements of one's own accounts. */
export type PackChoices = {
  reports: readonly Choice[];
  accounts: readonly { name: string; statements: readonly Choice[] }[];
  /** Whether one's income was read. */
  income: boolean;
};

const dayChoices = [1, 3, 7, 14, 30].map((days) => ({
  value: String(days),
  label: days === 1 ? 'One day' : `${days} days`,
}));

/** What is shared, for how long, and behind which words; then the link, this once. */
export function NewPackForm({ choices, today }: { choices: PackChoices; today: CivilDate }) {
  const withStepUp = useStepUp();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState(String(packDays.usual));
  const [passphrase, setPassphrase] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const documents = listDocuments(chosen, choices, today);
  const isReady = title.trim() !== '' && documents.length > 0;
  if (link) return <MadeLink link={link} onDone={() => setLink(null)} />;
  const make = async () => {
    const input = { title, documents, days: Number(days), passphrase: passphrase || null };
    const made = await withStepUp(() => createPack(input));
    setTitle('');
    setChosen([]);
    setPassphrase('');
    setLink(made.link);
  };
  return (
    <form
      method="post"
      className="flex max-w-md flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) attempt(make);
      }}
    >
      <Field label="What it is for" hint="Whoever opens the link reads this." className="w-full">
        <Input
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          maxLength={100}
          autoComplete="off"
          placeholder="The flat in Mill Street"
        />
      </Field>
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-2 font-medium text-sm">Documents</legend>
        <CheckChoice
          label="Net worth statement of today"
          hint="Of your own accounts alone, as they stand now."
          {...bind('net_worth', chosen, setChosen)}
        />
        {choices.income ? (
          <CheckChoice
            label="Bank income report"
            hint="What arrives at your banks, as Plaid has it when somebody reads it."
            {...bind('income', chosen, setChosen)}
          />
        ) : null}
        {choices.reports.map(({ id, label }) => (
          <CheckChoice key={id} label={label} {...bind(id, chosen, setChosen)} />
        ))}
        {choices.accounts.map(({ name, statements }) => (
          <details key={statements[0]?.id}>
            <summary className="cursor-pointer rounded-sm pointer-coarse:py-3">
              Statements of {name}
              <span className="text-ink-soft"> · {countChosen(statements, chosen)}</span>
            </summary>
            <div className="grid grid-cols-2 gap-2.5 pt-2.5 pb-3 pl-4">
              {statements.map(({ id, label }) => (
                <CheckChoice key={id} label={label} {...bind(id, chosen, setChosen)} />
              ))}
            </div>
          </details>
        ))}
        <LackNote choices={choices} />
      </fieldset>
      <Field label="Open for" className="w-40">
        <Select options={dayChoices} value={days} onValueChange={setDays} />
      </Field>
      <Field
        label="Passphrase"
        optional
        hint={`At least ${passphraseLength.least} characters. Tell it another way than the link.`}
        className="w-full"
      >
        <PasswordInput
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          minLength={passphraseLength.least}
          maxLength={passphraseLength.most}
          autoComplete="new-password"
        />
      </Field>
      <FormMessage text={problem} />
      <Button type="submit" variant="primary" loading={pending} disabled={!isReady}>
        Make the link
      </Button>
    </form>
  );
}

function countChosen(statements: readonly Choice[], chosen: readonly string[]): string {
  const count = statements.filter(({ id }) => chosen.includes(id)).length;
  return count > 0 ? `${count} of ${statements.length}` : String(statements.length);
}

function bind(
  id: string,
  chosen: readonly string[],
  setChosen: (chosen: readonly string[]) => void,
) {
  return {
    checked: chosen.includes(id),
    onCheckedChange: (isChosen: boolean) =>
      setChosen(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id)),
  };
}

function listDocuments(
  chosen: readonly string[],
  { reports, accounts, income }: PackChoices,
  today: CivilDate,
): ChosenDocument[] {
  const isChosen = ({ id }: Choice) => chosen.includes(id);
  return [
    ...(chosen.includes('net_worth') ? [{ kind: 'net_worth' as const, on: today, today }] : []),
    ...(income && chosen.includes('income') ? [{ kind: 'income' as const }] : []),
    ...reports
      .filter(isChosen)
      .map(({ id }) => ({ kind: 'asset_report' as const, assetReportId: id })),
    ...accounts
      .flatMap(({ statements }) => statements)
      .filter(isChosen)
      .map(({ id }) => ({ kind: 'statement' as const, statementId: id })),
  ];
}

/** What else could be shared, once there is any. */
function LackNote({ choices: { reports, accounts, income } }: { choices: PackChoices }) {
  const lacking = [
    reports.length === 0 ? 'asset reports' : null,
    accounts.length === 0 ? 'bank statements' : null,
    income ? null : 'bank income',
  ].filter((each) => each !== null);
  if (lacking.length === 0) return null;
  const list = new Intl.ListFormat('en-US', { type: 'conjunction' }).format(lacking);
  return (
    <p className="text-ink-soft text-sm">
      {list.charAt(0).toUpperCase() + list.slice(1)} can be shared, too, once they are on their
      pages here.
    </p>
  );
}

function MadeLink({ link, onDone }: { link: string; onDone: () => void }) {
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4" role="status">
      <Callout title="This link is shown once">
        Copy it now: only you have it, and it cannot be looked up again. Whoever has it can read the
        documents.
      </Callout>
      <CopyField label="Link" value={link} className="w-full" />
      <Button onClick={onDone}>Done</Button>
    </div>
  );
}
