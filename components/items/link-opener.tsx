'use client';

import { useEffect } from 'react';
import { type PlaidLinkOnSuccessMetadata, usePlaidLink } from 'react-plaid-link';
import { useNonce } from '#components/ui/nonce-provider';
import type { CreateItemInput } from '#lib/items/contract';

export type LinkResult = Pick<CreateItemInput, 'publicToken' | 'metadata'>;

/** Opens Link as soon as it is mounted; mount it anew, with a new token, to open it again. */
export function LinkOpener({
  token,
  onSuccess,
  onExit,
}: {
  token: string;
  onSuccess: (result: LinkResult) => void;
  /** @param problem  what Link says went wrong; null when the person just left */
  onExit: (problem: string | null) => void;
}) {
  const { open, ready, error } = usePlaidLink({
    token,
    cspNonce: useNonce(),
    onSuccess: (publicToken, metadata) =>
      onSuccess({ publicToken: publicToken ?? '', metadata: readMetadata(metadata) }),
    onExit: (problem) => onExit(problem ? problem.display_message || problem.error_message : null),
  });
  useEffect(() => {
    if (ready) open();
  }, [ready, open]);
  useEffect(() => {
    if (error) onExit('Link could not be loaded.');
  }, [error, onExit]);
  return null;
}

function readMetadata(metadata: PlaidLinkOnSuccessMetadata): LinkResult['metadata'] {
  const { institution } = metadata;
  return {
    institution: institution ? { id: institution.institution_id, name: institution.name } : null,
    accounts: metadata.accounts.map(({ name, mask }) => ({ name, mask: mask || null })),
    linkSessionId: metadata.link_session_id,
  };
}
