import 'server-only';

export const itemNameColumns = {
  linkName: true,
  institution: { select: { name: true } },
} as const;

/** What people call a connection: its bank, as Plaid has it or, before that is known, as Link named it. */
export function itemNameOf({
  linkName,
  institution,
}: {
  linkName: string | null;
  institution: { name: string } | null;
}): string {
  return institution?.name ?? linkName ?? 'Bank';
}
