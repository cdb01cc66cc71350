'use client';

import { Check, Copy } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { Textarea } from './textarea.tsx';

/** Text to take along: selected when it is focused, and copied by a button where the browser lets it. */
export function CopyField({
  label,
  value,
  hint,
  rows,
  className,
}: {
  label: ReactNode;
  value: string;
  hint?: ReactNode;
  /** More than one line: as tall as this. */
  rows?: number;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without a secure page there is no clipboard; the text is selected, ready for the keyboard.
    }
  };
  const shared = {
    ref: field,
    readOnly: true,
    value,
    onFocus: () => field.current?.select(),
  };
  return (
    <div className={className}>
      <Field label={label} hint={hint}>
        {rows ? (
          <Textarea {...shared} rows={rows} className="font-mono text-sm" />
        ) : (
          <Input {...shared} className="font-mono text-sm" />
        )}
      </Field>
      <Button size="sm" className="mt-2" onClick={() => void copy()}>
        {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
