'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Field } from '#components/ui/field';
import { PasswordInput } from '#components/ui/password-input';
import { WorthStatement } from '#components/worth-statements/worth-statement';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { OpenPackDto, PackDocumentDto, SharedStatementDto } from '#lib/proof-packs/contract';
import { openPack, readStatement, saveDocument } from '#lib/proof-packs/hooks';

type Key = { token: string; passphrase: string | null };

/** What somebody with a link is shown. The token is behind the #, so that it is in no request for a page. */
export function SharedPack() {
  const [key, setKey] = useState<Key | null>(null);
  const [pack, setPack] = useState<OpenPackDto | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (!/^[\w-]{64}$/.test(token)) {
      setProblem('This link is not whole. Copy all of it, to its last letter.');
      return;
    }
    const first = { token, passphrase: null };
    setKey(first);
    openPack(first).then(setPack, (error: unknown) => setProblem(describeError(error)));
  }, []);
  if (problem) {
    return (
      <Frame title="Shared documents">
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      </Frame>
    );
  }
  if (!pack || !key) return <Frame title="Shared documents">{null}</Frame>;
  const until = formatCivilDate(pack.until.slice(0, 10), '0001-01-01');
  return (
    <Frame
      title={pack.locked ? 'Shared documents' : pack.title}
      description={`${pack.by} shares this with you until ${until}.`}
    >
      {pack.locked ? (
        <PassphraseForm
          open={async (passphrase) => {
            const next = { ...key, passphrase };
            setPack(await openPack(next));
            setKey(next);
          }}
        />
      ) : (
        <Documents accessKey={key} documents={pack.documents} />
      )}
    </Frame>
  );
}

function Frame({
  title,
  description,
  children,
}: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  return (
    <>
      <h1 className="font-semibold text-2xl print:hidden">{title}</h1>
      {description ? <p className="mt-2 text-ink-soft print:hidden">{description}</p> : null}
      <div className="mt-8">{children}</div>
    </>
  );
}

function PassphraseForm({ open }: { open: (passphrase: string) => Promise<void> }) {
  const [passphrase, setPassphrase] = useState('');
  const { pending, problem, attempt } = useAttempt();
  return (
    <form
      method="post"
      className="flex max-w-sm flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => open(passphrase));
      }}
    >
      <Field label="Passphrase" hint="Whoever sent the link told it to you." className="w-full">
        <PasswordInput
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          autoComplete="current-password"
          required
        />
      </Field>
      <FormMessage text={problem} />
      <Button type="submit" variant="primary" loading={pending}>
        Open
      </Button>
    </form>
  );
}

function Documents({
  accessKey,
  documents,
}: {
  accessKey: Key;
  documents: readonly PackDocumentDto[];
}) {
  const [shown, setShown] = useState<SharedStatementDto | null>(null);
  return (
    <>
      <ul className="border-line-strong border-t print:hidden">
        {documents.map((each) => (
          <Document key={each.id} accessKey={accessKey} document={each} onShow={setShown} />
        ))}
      </ul>
      <div aria-live="polite" className="mt-10">
        {shown ? (
          <>
            <div className="mb-6 print:hidden">
              <Button onClick={() => window.print()}>Print or save as PDF</Button>
            </div>
            <WorthStatement statement={shown.statement} name={shown.by} today={shown.madeOn} />
          </>
        ) : null}
      </div>
    </>
  );
}

function Document({
  accessKey,
  document: { id, kind, title },
  onShow,
}: {
  accessKey: Key;
  document: PackDocumentDto;
  onShow: (statement: SharedStatementDto) => void;
}) {
  const { pending, problem, attempt } = useAttempt();
  const isFigures = kind === 'net_worth';
  const read = async () => {
    if (isFigures) onShow(await readStatement(accessKey, id));
    else await saveDocument(accessKey, id);
  };
  return (
    <li className="border-line border-b py-3">
      <div className="flex items-center justify-between gap-4">
        <span className="min-w-0">{title}</span>
        <Button size="sm" loading={pending} onClick={() => attempt(read)}>
          {isFigures ? 'Show' : 'Save PDF'}
        </Button>
      </div>
      <FormMessage text={problem} />
    </li>
  );
}
