'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { applyTheme } from './apply-theme.tsx';
import { parseTheme, type Theme } from './theme.tsx';

export const themeOptions = [
  { value: 'system', label: 'System', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const;

export function useTheme(initial: Theme) {
  // What the page shows is the truth: the choice may have been made in the other menu since.
  const [theme, setTheme] = useState(() =>
    typeof document === 'undefined'
      ? initial
      : parseTheme(document.documentElement.dataset.theme ?? initial),
  );
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
  };
  return [theme, choose] as const;
}
