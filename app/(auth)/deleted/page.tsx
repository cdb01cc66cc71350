import type { Metadata } from 'next';
import { DeletionWatch } from '#components/deletions/deletion-watch';
import { AuthFrame } from '#components/shell/auth-frame';

export const metadata: Metadata = { title: 'Deletion' };

/** What whoever asked for a deletion sees of it; nobody is signed in any more. */
export default function DeletedPage() {
  return (
    <AuthFrame title="Deletion">
      <DeletionWatch />
    </AuthFrame>
  );
}
