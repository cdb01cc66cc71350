import { useState } from 'react';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { openHousehold } from '#lib/households/hooks';

/** Looks at another household, and says so when that failed. */
export function useOpenHousehold() {
  const [opening, setOpening] = useState<string | null>(null);
  const open = (id: string) => {
    setOpening(id);
    openHousehold(id).catch((error: unknown) => {
      setOpening(null);
      toast({ tone: 'danger', title: 'Not opened', description: describeError(error) });
    });
  };
  return { opening, open };
}
