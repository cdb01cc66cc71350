import type { Metadata } from 'next';
import { SharedPack } from '#components/proof-packs/shared-pack';
import { PlumbMark } from '#components/ui/plumb-mark';
import { SkipLink } from '#components/ui/skip-link';

export const metadata: Metadata = {
  title: 'Shared documents',
  robots: { index: false, follow: false },
};

/** For whoever was given a link; nobody has to sign in. */
export default function SharedPage() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4 sm:px-10">
      <SkipLink>Skip to the documents</SkipLink>
      <header className="flex h-20 items-center gap-2 print:hidden">
        <PlumbMark className="-ml-1 text-accent" />
        <span className="font-semibold text-md tracking-[-0.02em]">Plumbline</span>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 pt-8 pb-16 outline-none">
        <SharedPack />
      </main>
    </div>
  );
}
