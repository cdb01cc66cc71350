import { globSync } from 'node:fs';

/** Every page's address as in the file tree, without the groups: `/accounts/[accountId]`. */
export function readPages(): string[] {
  const paths = globSync('app/**/page.tsx').map((file) => {
    const folders = file.split('/').slice(1, -1);
    return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
  });
  return paths.sort();
}
