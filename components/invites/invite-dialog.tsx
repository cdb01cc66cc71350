'use client';

import { type FormEvent, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { roleWords } from '#components/members/role-words';
import { Button } from '#components/ui/button';
import { CopyField } from '#components/ui/copy-field';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { ApiError, describeError } from '#lib/client/api';
import { type InviteInput, inviteInput, type NewInviteDto } from '#lib/invites/contract';

const invitedRoles = ['member', 'viewer'] as const;
const roleOptions = invitedRoles.map((value) => ({ value, label: roleWords[value].label }));

/** Asks for a role and perhaps an address, and shows the link once. */
export function InviteDialog({
  open,
  onOpenChange,
  onInvite,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvite: (input: InviteInput) => Promise<NewInviteDto>;
}) {
  const [made, setMade] = useState<NewInviteDto | null>(null);
  const change = (next: boolean) => {
    onOpenChange(next);
    if (next) setMade(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      {made ? (
        <MadeContent made={made} />
      ) : (
        <AskContent key={String(open)} onInvite={async (input) => setMade(await onInvite(input))} />
      )}
    </Dialog>
  );
}

function AskContent({ onInvite }: { onInvite: (input: InviteInput) => Promise<void> }) {
  const withStepUp = useStepUp();
  const [role, setRole] = useState<InviteInput['role']>('member');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ email?: string; message?: string }>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('email') ?? '').trim();
    const parsed = inviteInput.safeParse({ role, email: typed || null });
    if (!parsed.success) return setProblem({ email: parsed.error.issues[0]?.message });
    setProblem({});
    setBusy(true);
    try {
      await withStepUp(() => onInvite(parsed.data));
    } catch (error) {
      const email = error instanceof ApiError ? error.fields.email : undefined;
      setProblem(email ? { email } : { message: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <DialogContent
      title="Invite somebody"
      description="They get a link that works once, for a week."
    >
      <form
        method="post"
        noValidate
        onSubmit={(event) => void submit(event)}
        className="flex flex-col gap-5"
      >
        <Field label="They join as" hint={roleWords[role].hint}>
          <Select
            options={roleOptions}
            value={role}
            onValueChange={(next) => setRole(invitedRoles.find((each) => each === next) ?? role)}
          />
        </Field>
        <Field
          label="E-mail"
          optional
          hint="To tell invitations apart, and to send the link to where mails leave."
          error={problem.email}
        >
          <Input name="email" type="email" autoComplete="off" />
        </Field>
        <p className="text-ink-soft text-sm">
          Whoever joins sees the accounts of this household in full, those apart that their member
          keeps from others. You say below what newcomers see of yours.
        </p>
        <FormMessage text={problem.message ?? null} />
        <DialogActions submitLabel="Make the link" busy={busy} />
      </form>
    </DialogContent>
  );
}

function MadeContent({ made: { link, mailed, invite } }: { made: NewInviteDto }) {
  return (
    <DialogContent
      title="The invitation is ready"
      description={
        mailed
          ? `It is on its way to ${invite.email}. You can also pass the link on yourself.`
          : 'Pass the link on to whom it is for. No mail is sent.'
      }
      footer={
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      }
    >
      <CopyField
        label="The link"
        value={link}
        hint="It is shown this once. Whoever has it can join, once, within a week."
      />
    </DialogContent>
  );
}
