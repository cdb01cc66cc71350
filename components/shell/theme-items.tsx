'use client';

import { MenuRadioGroup, MenuRadioItem } from '#components/ui/menu';
import { parseTheme, type Theme } from './theme.tsx';
import { themeOptions, useTheme } from './use-theme.tsx';

/** The choice as lines of a menu. */
export function ThemeItems({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useTheme(initial);
  return (
    <MenuRadioGroup value={theme} onValueChange={(value) => choose(parseTheme(value))}>
      {themeOptions.map(({ value, label, Icon }) => (
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
