'use client';

import { Bookmark, BookmarkPlus, PencilLine, Trash2 } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { offerUndo } from '#components/shell/undo';
import { Button } from '#components/ui/button';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '#components/ui/menu';
import { onDemand } from '#components/ui/on-demand';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ReportQuery } from '#lib/reports/contract';
import { pathOf, type ReportKind, writeReport } from '#lib/reports/report-url';
import type { SavedReportDto, SavedReportListDto } from '#lib/saved-reports/contract';
import { useSavedReportActions, useSavedReports } from '#lib/saved-reports/hooks';

const NameReportDialog = onDemand(() =>
  import('./name-report-dialog.tsx').then((module) => module.NameReportDialog),
);

/** The household's reports: opened, kept under a name, renamed and deleted. */
export function SavedReports({
  kind,
  query,
  saved,
}: {
  kind: ReportKind;
  query: ReportQuery;
  saved: SavedReportListDto;
}) {
  const { push } = useRouter();
  const reports = useSavedReports(saved);
  const { create, rename, remove } = useSavedReportActions();
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null);
  const mayChange = useMayChange();
  const text = String(writeReport(query));
  const current = reports.find((report) => report.kind === kind && report.query === text);
  const open = (id: string) => {
    const report = reports.find((each) => each.id === id);
    if (report) push(addressOf(report) as Route);
  };
  const take = async (report: SavedReportDto) => {
    await remove(report.id).then(
      () => offerUndo(`Report ${report.name}: deleted`, () => create(toInput(report))),
      (error: unknown) =>
        toast({ tone: 'danger', title: 'Not deleted', description: describeError(error) }),
    );
  };
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" className="max-w-56">
            <Bookmark aria-hidden="true" />
            <span className="truncate">{current?.name ?? 'Saved'}</span>
          </Button>
        </MenuTrigger>
        <MenuContent className="w-64">
          {reports.length === 0 ? (
            <MenuLabel className="text-ink-soft text-sm">
              Ask for what you want to see, then keep it here under a name, for the household.
            </MenuLabel>
          ) : (
            <MenuRadioGroup value={current?.id ?? ''} onValueChange={open}>
              {reports.map(({ id, name }) => (
                <MenuRadioItem key={id} value={id}>
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          )}
          {mayChange ? <MenuSeparator /> : null}
          {mayChange && !current ? (
            <MenuItem icon={<BookmarkPlus />} onSelect={() => setDialog('save')}>
              Save this report
            </MenuItem>
          ) : null}
          {mayChange && current ? (
            <>
              <MenuItem icon={<PencilLine />} onSelect={() => setDialog('rename')}>
                Rename
              </MenuItem>
              <MenuItem icon={<Trash2 />} onSelect={() => void take(current)}>
                Delete
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {dialog ? (
        <NameReportDialog
          title={dialog === 'save' ? 'Save this report' : 'Rename this report'}
          name={dialog === 'save' ? '' : (current?.name ?? '')}
          onName={(name) =>
            dialog === 'rename' && current
              ? rename(current.id, name)
              : create(toInput({ name, kind, query: text }))
          }
          onLeave={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}

function addressOf({ kind, query }: Pick<SavedReportDto, 'kind' | 'query'>): string {
  return query === '' ? pathOf(kind) : `${pathOf(kind)}?${query}`;
}

/** As the API takes it, which reads a URL's words. */
function toInput({ name, kind, query }: Omit<SavedReportDto, 'id'>) {
  return { name, kind, query: Object.fromEntries(new URLSearchParams(query)) };
}
