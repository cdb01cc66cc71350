import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OverviewSample } from './overview-sample.tsx';
import { SignInSample } from './sign-in-sample.tsx';
import { TransactionsSample } from './transactions-sample.tsx';

const samples = new Map([
  ['overview', OverviewSample],
  ['transactions', TransactionsSample],
  ['sign-in', SignInSample],
]);

export const metadata: Metadata = { title: 'A sample' };

/** Whole pages with made-up data, to judge the parts together. */
export default async function SamplePage({ params }: { params: Promise<{ sample: string }> }) {
  const Sample = samples.get((await params).sample);
  if (!Sample) notFound();
  return <Sample />;
}
