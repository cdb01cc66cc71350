import { sendForFile, sendJson } from '#lib/client/api';
import { saveBlob } from '#lib/client/save-file';
import type {
  CreatePackInput,
  NewPackDto,
  OpenPackDto,
  ProofPackDto,
  SharedStatementDto,
} from './contract.ts';

const path = '/api/proof-packs';

/** All of these reject with an ApiError. */
export function createPack(input: CreatePackInput): Promise<NewPackDto> {
  return sendJson('POST', path, input);
}

export function revokePack(packId: string): Promise<ProofPackDto> {
  return sendJson('POST', `${path}/${packId}/revoke`);
}

type Key = { token: string; passphrase: string | null };

/** For whoever has a link. */
export function openPack(key: Key): Promise<OpenPackDto> {
  return sendJson('POST', '/api/shared/open', key);
}

export function readStatement(key: Key, documentId: string): Promise<SharedStatementDto> {
  return sendJson('POST', '/api/shared/document', { ...key, documentId });
}

/** Has the browser save it. */
export async function saveDocument(key: Key, documentId: string): Promise<void> {
  const { blob, name } = await sendForFile('/api/shared/document', { ...key, documentId });
  saveBlob(blob, name);
}
