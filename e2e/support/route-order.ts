/** After these whoever asked is somebody else: of another household, of less right, signed out. */
const last = [
  'POST /api/sample',
  'DELETE /api/sample',
  'POST /api/households',
  'POST /api/members/transfer',
  'POST /api/members/leave',
  'POST /api/password',
  'DELETE /api/sessions/[sessionId]',
];

type Named = { method: string; path: string };

/** So that each finds what it asks for: reads first, then changes, then what takes away. */
export function compareRoutes(a: Named, b: Named): number {
  return placeOf(a) - placeOf(b) || b.path.localeCompare(a.path);
}

function placeOf(route: Named): number {
  const order = ['GET', 'PATCH', 'POST', 'DELETE'];
  const name = `${route.method} ${route.path}`;
  return last.indexOf(name) * order.length + order.indexOf(route.method);
}
