import { Field } from '#components/ui/field';
import { PasswordInput } from '#components/ui/password-input';

/** Where a password is chosen: named `password`. */
export function NewPasswordField({
  label = 'Password',
  error,
  autoFocus,
}: {
  label?: string;
  error: string | undefined;
  autoFocus?: boolean;
}) {
  return (
    <Field
      label={label}
      hint="At least 15 characters. Four words that do not belong together do."
      error={error}
    >
      <PasswordInput name="password" autoComplete="new-password" required autoFocus={autoFocus} />
    </Field>
  );
}
