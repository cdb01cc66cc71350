import type { Route } from 'next';

/** The kinds of documents, in the order of the page's navigation. A kind joins the list with its page. */
export const documentPages: readonly { href: Route; label: string }[] = [
  { href: '/documents', label: 'Net worth statement' },
  { href: '/documents/asset-reports', label: 'Asset reports' },
  { href: '/documents/statements', label: 'Bank statements' },
  { href: '/documents/income', label: 'Income' },
  { href: '/documents/sharing', label: 'Sharing' },
];
