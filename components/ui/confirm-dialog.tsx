'use client';

import type { ReactNode } from 'react';
import { overlayOnDemand } from './on-demand.tsx';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and what will not. */
  description: ReactNode;
  /** The verb, not "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'neutral' | 'danger';
  pending?: boolean;
  error?: ReactNode;
  onConfirm: () => void;
  children?: ReactNode;
};

/**
 * Asks before something that cannot be taken back. The focus starts on Cancel, a press outside does
 * not close it, and it stays open, with what went wrong, when the work fails.
 */
export const ConfirmDialog = overlayOnDemand<ConfirmDialogProps>(
  () => import('./confirm-panel.tsx').then((file) => file.ConfirmPanel),
  ({ open }) => open,
);
