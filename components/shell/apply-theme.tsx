import { rememberChoice } from '#lib/client/remember-choice';
import { type Theme, themeChoice, themeColors } from './theme.tsx';

/** The cookie is what the server renders the next page with; the attribute changes this one. */
export function applyTheme(theme: Theme): void {
  rememberChoice(themeChoice, theme);
  document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = themeColors[theme === 'system' ? scheme : theme];
  }
}
