'use client';

import { SegmentedControl } from '#components/ui/segmented-control';
import type { Theme } from './theme.tsx';
import { themeOptions, useTheme } from './use-theme.tsx';

/** The choice as three buttons side by side, for a settings page. */
export function ThemeSwitch({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useTheme(initial);
  return (
    <SegmentedControl
      label="Theme"
      value={theme}
      onValueChange={choose}
      options={themeOptions.map(({ value, label, Icon }) => ({
        value,
        label,
        icon: <Icon aria-hidden="true" />,
      }))}
    />
  );
}
