'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { ReadError } from '#components/shell/read-error';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CheckChoice } from '#components/ui/check-choice';
import { Link } from '#components/ui/link';
import { Progress } from '#components/ui/progress';
import type { AccountDto } from '#lib/accounts/contract';
import { rememberUndo } from '#lib/client/undo';
import { useAttempt } from '#lib/client/use-attempt';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { ApplyInput, FileImportDto, ImportPreview, Mapping } from '#lib/imports/contract';
import { importActions, useFileImport } from '#lib/imports/hooks';
import { DuplicateList } from './duplicate-list.tsx';
import { MappingForm } from './mapping-form.tsx';
import { PreviewList } from './preview-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { UnknownNames } from './unknown-names.tsx';

/** One file, from the moment it is here until it is imported. */
export function ImportReview({
  id,
  accounts,
  today,
  onClose,
}: {
  id: string;
  accounts: AccountDto[];
  today: string;
  onClose: () => void;
}) {
  const { fileImport, error, retry, update, apply } = useFileImport(id);
  if (error) return <ReadError title="It could not be read" error={error} onRetry={retry} />;
  if (!fileImport) return <Progress label="Reading the file" value={null} className="mb-12" />;
  const { state, preview, mapping, fileName, account } = fileImport;
  if (state === 'failed') {
    return (
      <Callout
        tone="danger"
        role="alert"
        title={`${fileName} cannot be imported`}
        action={<Button onClick={onClose}>Choose another file</Button>}
        className="mb-12"
      >
        {fileImport.failure} Nothing was imported.
      </Callout>
    );
  }
  if (state === 'applying') {
    return <Progress label={`Importing into ${account.name}`} value={null} className="mb-12" />;
  }
  if (state === 'done' || state === 'undone') {
    return <Finished fileImport={fileImport} onClose={onClose} />;
  }
  if (!preview || !mapping) {
    return <Progress label={`Reading ${fileName}`} value={null} className="mb-12" />;
  }
  return (
    <Ready
      fileImport={fileImport}
      preview={preview}
      mapping={mapping}
      accounts={accounts}
      today={today}
      update={update}
      apply={apply}
      onClose={onClose}
    />
  );
}

type Actions = Pick<ReturnType<typeof useFileImport>, 'update' | 'apply'>;

function Ready({
  fileImport: { id, fileName, account, sheet, format, state, enrichable },
  preview,
  mapping,
  accounts,
  today,
  update,
  apply,
  onClose,
}: Actions & {
  fileImport: FileImportDto;
  preview: ImportPreview;
  mapping: Mapping;
  accounts: AccountDto[];
  today: string;
  onClose: () => void;
}) {
  const { pending, problem, attempt } = useAttempt();
  const [duplicates, setDuplicates] = useState<'skip' | 'import'>('skip');
  const [except, setExcept] = useState<ReadonlySet<number>>(new Set());
  const [enrich, setEnrich] = useState(false);
  const [make, setMake] = useState<ApplyInput['make']>(['categories', 'tags']);
  const busy = pending || state === 'reading';
  const skipped = duplicates === 'skip' ? preview.duplicateCount - except.size : except.size;
  const count = preview.total - skipped;
  const change = (patch: Partial<{ accountId: string; mapping: Mapping; sheet: number }>) => {
    setExcept(new Set());
    attempt(() => update({ accountId: account.id, mapping, sheet, ...patch }));
  };
  return (
    <section aria-label={fileName} aria-busy={busy} className="mb-12 flex flex-col gap-8">
      <div>
        <h2 className="break-words font-semibold text-lg">{fileName}</h2>
        <p aria-live="polite" className="mt-0.5 text-ink-soft">
          {describe(preview, today)}
        </p>
      </div>
      <MappingForm
        preview={preview}
        mapping={mapping}
        sheet={sheet}
        isTable={format === 'csv'}
        accounts={accounts}
        accountId={account.id}
        onChange={change}
      />
      <ProblemList problems={preview.problems} count={preview.problemCount} />
      <DuplicateList
        preview={preview}
        today={today}
        mode={duplicates}
        except={except}
        onModeChange={(mode) => {
          setDuplicates(mode);
          setExcept(new Set());
        }}
        onExceptChange={setExcept}
      />
      <UnknownNames unknown={preview.unknown} make={make} onMakeChange={setMake} />
      {enrichable ? (
        <CheckChoice
          label="Ask Plaid whose they are"
          hint="The text, amount and day of each of these transactions go to Plaid, which answers with a clean name and a category. Nothing else goes, and what you decide yourself stays."
          checked={enrich}
          onCheckedChange={setEnrich}
        />
      ) : null}
      <PreviewList preview={preview} today={today} />
      <FormMessage text={problem} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          loading={busy}
          disabled={count === 0}
          onClick={() =>
            attempt(async () => {
              await apply({ duplicates, except: [...except], make, enrich });
              rememberUndo(`${fileName}: imported`, () => importActions.undo(id));
            })
          }
        >
          {count === 0 ? 'Nothing to import' : `Import ${inWords(count)}`}
        </Button>
        <Button
          variant="ghost"
          onClick={() =>
            attempt(async () => {
              await importActions.discard(id);
              onClose();
            })
          }
        >
          Discard
        </Button>
      </div>
    </section>
  );
}

function Finished({ fileImport, onClose }: { fileImport: FileImportDto; onClose: () => void }) {
  const { account, imported, state } = fileImport;
  const words = imported === 0 ? 'Nothing new was in it' : `${inWords(imported ?? 0)} imported`;
  return (
    <Callout
      role="status"
      title={state === 'undone' ? 'This import was undone' : words}
      action={
        <>
          <Button asChild>
            <Link href={`/accounts/${account.id}`}>{account.name}</Link>
          </Button>
          <Button onClick={onClose}>Import another</Button>
        </>
      }
      className="mb-12"
    >
      {state === 'done' ? 'It can be undone below for thirty days.' : null}
    </Callout>
  );
}

function describe({ total, from, to }: ImportPreview, today: string): string {
  if (!from || !to) return 'None of its lines can be read so far: say below what its columns are.';
  const days = [from, to].map((day) => formatCivilDate(day, today, 'short'));
  return `${inWords(total)}, ${from === to ? days[0] : `${days[0]} to ${days[1]}`}.`;
}

function inWords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'transaction' : 'transactions'}`;
}
