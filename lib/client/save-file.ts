import { sendForFile } from './api.ts';

/** Asks for a file and has the browser save it under the name that the answer gives it. @throws ApiError */
export async function saveFile(path: string, body: unknown = {}): Promise<void> {
  const { blob, name } = await sendForFile(path, body);
  saveBlob(blob, name);
}

/** Has the browser save what the page has. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
