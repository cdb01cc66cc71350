'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { MenuRadioGroup, MenuRadioItem } from '#components/ui/menu';
import { SegmentedControl } from '#components/ui/segmented-control';
import { applyTheme } from './apply-theme.tsx';
import { parseTheme, type Theme } from './theme.tsx';

const options = [
  { value: 'system', label: 'System', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const;

/** The choice as three buttons side by side, for a settings page. */
export function ThemeSwitch({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useTheme(initial);
  return (
    <SegmentedControl
      label="Theme"
      value={theme}
      onValueChange={choose}
      options={options.map(({ value, label, Icon }) => ({
        value,
        label,
        icon: <Icon aria-hidden="true" />,
      }))}
    />
  );
}

/** The same choice as lines of a menu. */
export function ThemeMenuItems({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useTheme(initial);
  return (
    <MenuRadioGroup value={theme} onValueChange={(value) => choose(parseTheme(value))}>
      {options.map(({ value, label, Icon }) => (
        // The menu stays open: one tries a theme and looks.
        <MenuRadioItem
          key={value}
          value={value}
          icon={<Icon aria-hidden="true" />}
          onSelect={(event) => event.preventDefault()}
        >
          {label}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  );
}

function useTheme(initial: Theme) {
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
