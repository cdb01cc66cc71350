import { AuthFrame } from '#components/shell/auth-frame';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { PasswordInput } from '#components/ui/password-input';
import { TextLink } from '#components/ui/text-link';

export function SignInSample() {
  return (
    <AuthFrame
      title="Sign in"
      description="Your household’s accounts are on this server and nowhere else."
      footer={
        <>
          New here? <TextLink href="#sign-up">Create an account</TextLink>
        </>
      }
    >
      <form className="flex flex-col gap-5">
        <Field label="E-mail">
          <Input type="email" autoComplete="email" defaultValue="ada@example.org" />
        </Field>
        <Field label="Password" aside={<TextLink href="#forgot">Forgot it?</TextLink>}>
          <PasswordInput autoComplete="current-password" />
        </Field>
        <Button type="submit" variant="primary" className="mt-1 w-full">
          Sign in
        </Button>
      </form>
    </AuthFrame>
  );
}
