import type { Metadata } from 'next';
import { parseTheme, themeChoice } from '#components/shell/theme';
import { ThemeSwitch } from '#components/shell/theme-switch';
import { PageHeader } from '#components/ui/page-header';
import { readChoice } from '#lib/auth/read-choice';
import { ChartSpecimens } from './charts.tsx';
import { ChoiceSpecimens, ControlSpecimens, SelectionSpecimens } from './controls.tsx';
import { FigureSpecimens, LedgerSpecimens, TableSpecimens } from './figures.tsx';
import { EmptySpecimens, StateSpecimens, WaitingSpecimens } from './messages.tsx';
import { OverlaySpecimens } from './overlays.tsx';
import { Specimen } from './specimen.tsx';
import { ColourTokens, ElevationTokens, TypeTokens } from './tokens.tsx';
import { TypedSpecimens, ValueSpecimens } from './values.tsx';

export const metadata: Metadata = { title: 'Design' };

export default async function DesignPage() {
  const theme = parseTheme(await readChoice(themeChoice));
  return (
    <main className="mx-auto max-w-7xl px-4 py-10 sm:px-8">
      <PageHeader
        title="Design"
        description="Every token and every primitive, in every state and in both themes."
        actions={<ThemeSwitch theme={theme} />}
      />
      <Specimen title="Colour">{() => <ColourTokens />}</Specimen>
      <Specimen title="Type">{() => <TypeTokens />}</Specimen>
      <Specimen title="Radius, elevation, motion">{() => <ElevationTokens />}</Specimen>
      <Specimen title="Figures">{() => <FigureSpecimens />}</Specimen>
      <Specimen title="Ledger">{() => <LedgerSpecimens />}</Specimen>
      <Specimen title="Table">{() => <TableSpecimens />}</Specimen>
      <Specimen title="Charts">{() => <ChartSpecimens />}</Specimen>
      <Specimen title="Buttons and links">{() => <ControlSpecimens />}</Specimen>
      <Specimen title="Fields">{() => <ChoiceSpecimens />}</Specimen>
      <Specimen title="Choosing">{(scheme) => <SelectionSpecimens scheme={scheme} />}</Specimen>
      <Specimen title="Choosing of many">{() => <ValueSpecimens />}</Specimen>
      <Specimen title="Amounts and dates">{() => <TypedSpecimens />}</Specimen>
      <Specimen title="States">{() => <StateSpecimens />}</Specimen>
      <Specimen title="Waiting">{() => <WaitingSpecimens />}</Specimen>
      <Specimen title="Empty">{() => <EmptySpecimens />}</Specimen>
      <Specimen title="Overlays">{() => <OverlaySpecimens />}</Specimen>
    </main>
  );
}
