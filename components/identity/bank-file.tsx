'use client';

import { MoreHorizontal, RefreshCw, Scale, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { GiveConsentButton } from '#components/items/link-buttons';
import { useIsSample, useMayChange } from '#components/members/membership';
import { Button, IconButton } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { RelativeTime } from '#components/ui/relative-time';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type { BankFileDto, MatchDto } from '#lib/identity/contract';
import { identityActions } from '#lib/identity/hooks';
import { FileDetails } from './file-details.tsx';
import { MatchResult } from './match-result.tsx';

/** One bank: whether it was asked, what it said of which accounts, and what can be done about it. */
export function BankFile({ file }: { file: BankFileDto }) {
  const { itemId, bank, state, text, consent, readAt, files } = file;
  const [matches, setMatches] = useState<MatchDto[] | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const router = useRouter();
  const mayChange = useMayChange();
  const isSample = useIsSample();
  const ask = () =>
    attempt(async () => {
      await withStepUp(() => identityActions.ask(itemId));
      router.refresh();
    });
  const match = () =>
    attempt(async () => setMatches(await withStepUp(() => identityActions.match(itemId))));
  return (
    <li className="flex flex-col gap-3 border-line border-b py-4">
      <div className="flex items-start justify-between gap-6">
        <div className="min-w-0">
          <h3 className="font-medium">{bank}</h3>
          <p className="text-ink-soft text-sm">
            {state === 'unasked'
              ? 'Not asked. Nothing about you is fetched until you say so.'
              : null}
            {readAt ? (
              <>
                Read <RelativeTime iso={readAt} />
              </>
            ) : null}
            {readAt && files.length === 0 ? '. It tells nothing of its accounts.' : null}
          </p>
        </div>
        {mayChange && !isSample ? (
          state === 'unasked' ? (
            <Button size="sm" loading={pending} onClick={ask}>
              Ask<VisuallyHidden> {bank} what it has on file</VisuallyHidden>
            </Button>
          ) : (
            <BankMenu file={file} busy={pending} onAsk={ask} onMatch={match} />
          )
        ) : null}
      </div>
      {problem ? (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      ) : null}
      {text ? (
        <Callout
          tone={state === 'failed' ? 'attention' : 'info'}
          action={
            consent && mayChange ? <GiveConsentButton itemId={itemId} products={[consent]} /> : null
          }
        >
          {text}
        </Callout>
      ) : null}
      {matches ? <MatchResult matches={matches} onHide={() => setMatches(null)} /> : null}
      {files.length > 0 ? <FileDetails bank={bank} files={files} /> : null}
    </li>
  );
}

function BankMenu({
  file: { itemId, bank, files, isBilled },
  busy,
  onAsk,
  onMatch,
}: {
  file: BankFileDto;
  busy: boolean;
  onAsk: () => void;
  onMatch: () => void;
}) {
  const [forgetting, setForgetting] = useState(false);
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const router = useRouter();
  const forget = () =>
    attempt(async () => {
      await identityActions.forget(itemId);
      setForgetting(false);
      router.refresh();
    });
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`More for ${bank}`} disabled={busy} className="-mr-2.5">
            <MoreHorizontal />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem icon={<RefreshCw />} onSelect={isBilled ? () => setAsking(true) : onAsk}>
            Ask again
          </MenuItem>
          {files.length > 0 ? (
            <MenuItem icon={<Scale />} onSelect={onMatch}>
              Have Plaid compare it
            </MenuItem>
          ) : null}
          <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setForgetting(true)}>
            Delete it here
          </MenuItem>
        </MenuContent>
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Look again at ${bank}?`}
        description="You need not: Plaid looks every 30 to 90 days, and what it finds appears here by itself. A look in between is billed to whoever runs this app, so a bank is asked once a day at most."
        confirmLabel="Ask the bank"
        onConfirm={() => {
          setAsking(false);
          onAsk();
        }}
      />
      <ConfirmDialog
        open={forgetting}
        onOpenChange={setForgetting}
        title={`Delete what ${bank} has on file?`}
        description="It is deleted here and not fetched again until you ask. At the bank nothing changes, and what you said is right stays."
        confirmLabel="Delete"
        tone="danger"
        pending={pending}
        error={problem}
        onConfirm={forget}
      />
    </>
  );
}
