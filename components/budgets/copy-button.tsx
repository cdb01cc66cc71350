'use client';

import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import type { BudgetDto } from '#lib/budgets/contract';
import { budgetActions } from '#lib/budgets/hooks';
import { describeError } from '#lib/client/api';
import { decideBudget } from './decide-budget.ts';

/** Plans the period as the one before it went. */
export function CopyButton({
  budget,
  variant = 'ghost',
}: {
  budget: BudgetDto;
  variant?: 'ghost' | 'secondary';
}) {
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      const change = () => budgetActions.copy(budget.span.from);
      await decideBudget('Copied from the period before', change);
    } catch (error) {
      toast({ tone: 'danger', title: 'Not copied', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant={variant} loading={busy} onClick={() => void copy()}>
      <Copy aria-hidden="true" />
      Copy the period before
    </Button>
  );
}
