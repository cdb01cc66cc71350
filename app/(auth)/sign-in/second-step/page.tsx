import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SecondStepForm } from '#components/auth/second-step-form';
import { AuthFrame } from '#components/shell/auth-frame';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { findSecondStep } from '#lib/auth/current-session';
import { safeNextPath } from '#lib/auth/next-path';

export const metadata: Metadata = { title: 'One more step' };

export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/second-step'>) {
  const { next } = await searchParams;
  const nextPath = safeNextPath(typeof next === 'string' ? next : null);
  const kinds = await findSecondStep();
  if (!kinds) redirect('/sign-in');
  return (
    <AuthFrame
      title="One more step"
      description="The first was right. Your account asks for more than that."
      footer={
        <TextLink asChild>
          <Link href="/sign-in">Begin again</Link>
        </TextLink>
      }
    >
      <SecondStepForm kinds={kinds} nextPath={nextPath} />
    </AuthFrame>
  );
}
