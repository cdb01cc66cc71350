import { savedViewParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { savedViewPatch } from '#lib/saved-views/contract';
import { deleteSavedView, updateSavedView } from '#lib/saved-views/mutations';

export * from '#lib/http/other-methods';

const path = '/api/saved-views/[savedViewId]';

export const PATCH = route(
  { method: 'PATCH', path, params: savedViewParams, body: savedViewPatch, role: 'viewer' },
  ({ session, params, body }) => updateSavedView(session, params.savedViewId, body),
);

export const DELETE = route(
  { method: 'DELETE', path, params: savedViewParams, role: 'viewer' },
  ({ session, params }) => deleteSavedView(session, params.savedViewId),
);
