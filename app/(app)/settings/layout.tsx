import type { ReactNode } from 'react';
import { settingsSections } from '#components/settings/sections';
import { SectionNav } from '#components/shell/section-nav';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SectionNav label="Settings" sections={settingsSections} />
      {children}
    </>
  );
}
