const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeChoice = 'theme';

/** The canvas of each scheme, for the browser's own chrome: meta tags cannot read CSS variables. */
export const themeColors = { light: '#fbfaf6', dark: '#141110' } as const;

/** Any cookie value but the three we set means "as the device says". */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
