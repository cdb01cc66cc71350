'use client';

import { overlayOnDemand } from '#components/ui/on-demand';

// Few open them, and they stand above every page, in its banner of connections.

export const DeleteHistoryDialog = overlayOnDemand(
  () => import('./delete-history-dialog.tsx').then((file) => file.DeleteHistoryDialog),
  ({ open }) => open,
);

export const DisconnectDialog = overlayOnDemand(
  () => import('./disconnect-dialog.tsx').then((file) => file.DisconnectDialog),
  ({ open }) => open,
);

export const RevokedAccountsDialog = overlayOnDemand(
  () => import('./revoked-accounts-dialog.tsx').then((file) => file.RevokedAccountsDialog),
  ({ open }) => open,
);
