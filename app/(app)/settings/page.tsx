import { redirect } from 'next/navigation';

/** Settings have no page of their own: one begins with the first of them. */
export default function SettingsPage() {
  redirect('/settings/profile');
}
