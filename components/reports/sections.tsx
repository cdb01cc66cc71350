import type { Route } from 'next';
import { pathOf, reportKinds } from '#lib/reports/report-url';
import { kindWords } from './report-words.ts';

/** The reports in their order. */
export const reportSections = reportKinds.map((kind) => ({
  href: pathOf(kind) as Route,
  label: kindWords[kind],
}));
