'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import { toast } from './toast.tsx';

/** Takes a text along. `label` says which. */
export function CopyButton({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without a secure page there is no clipboard.
      toast({ title: 'Not copied', description: 'Select it and copy it with the keyboard.' });
    }
  };
  return (
    <IconButton label={isCopied ? 'Copied' : label} size="sm" onClick={() => void copy()}>
      {isCopied ? <Check /> : <Copy />}
    </IconButton>
  );
}
