'use client';

import { useRouter } from 'next/navigation';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { toast } from '#components/ui/toast';
import { useForm } from '#lib/client/use-form';
import type { ProfileDto } from '#lib/profile/contract';
import { useProfile } from '#lib/profile/hooks';

export function NameForm({ fallback }: { fallback: ProfileDto }) {
  const { profile, setName } = useProfile(fallback);
  const router = useRouter();
  const form = useForm(
    ['name'],
    async ({ name }) => {
      await setName({ name });
      toast({ title: 'Your name was changed' });
      // It also stands in the menu.
      router.refresh();
    },
    {
      loadSchema: () => import('#lib/profile/contract').then((contract) => contract.profileInput),
      stays: true,
    },
  );
  return (
    <form className="flex max-w-sm flex-col gap-3" method="post" onSubmit={form.submit} noValidate>
      <Field label="Name" error={form.fields.name}>
        <Input name="name" autoComplete="name" required defaultValue={profile.name} />
      </Field>
      <FormMessage text={form.message} />
      <div>
        <Button type="submit" loading={form.busy}>
          Save name
        </Button>
      </div>
    </form>
  );
}
