'use client';

import { Check, Copy, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';

/** Codes that are shown this once. They stay on the page, and nothing takes them away but the person. */
export function NewRecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    panel.current?.focus();
    panel.current?.scrollIntoView({ block: 'center' });
  }, []);
  const copy = async () => {
    await navigator.clipboard?.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <div ref={panel} tabIndex={-1} className="pt-4 outline-none">
      <Callout tone="attention" title="Keep these now: they are shown this once.">
        Where your password is not. Each signs you in once when you have lost everything else.
      </Callout>
      <ol
        aria-label="Recovery codes"
        className="my-4 grid gap-x-8 gap-y-1.5 rounded-md bg-sunken px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
        </Button>
        <Button asChild>
          <a href={describeFile(codes)} download="plumbline-recovery-codes.txt">
            <Download aria-hidden="true" />
            Save as a file
          </a>
        </Button>
        <Button variant="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function describeFile(codes: string[]): string {
  const text = `Plumbline recovery codes. Each signs you in once, with your password.\n\n${codes.join('\n')}\n`;
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}
