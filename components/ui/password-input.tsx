'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cn } from '#lib/cn';
import { IconButton } from './button.tsx';
import { Input } from './input.tsx';

/** A password field whose text can be shown; set autoComplete to current-password or new-password. */
export function PasswordInput({
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type'> & { autoComplete: 'current-password' | 'new-password' }) {
  const [shown, setShown] = useState(false);
  return (
    <div className={cn('relative', className)}>
      <Input
        {...props}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pr-10 pointer-coarse:pr-12"
      />
      <IconButton
        label={shown ? 'Hide password' : 'Show password'}
        size="sm"
        disabled={props.disabled}
        onClick={() => setShown((wasShown) => !wasShown)}
        className="absolute top-1/2 right-1 -translate-y-1/2"
      >
        {shown ? <EyeOff /> : <Eye />}
      </IconButton>
    </div>
  );
}
