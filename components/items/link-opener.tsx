'use client';

import { useEffect, useEffectEvent } from 'react';
import {
  type PlaidLinkError,
  type PlaidLinkOnExitMetadata,
  type PlaidLinkOnSuccessMetadata,
  usePlaidLink,
} from 'react-plaid-link';
import { useNonce } from '#components/ui/nonce-provider';
import type { CreateItemInput, LinkTokenInput } from '#lib/items/contract';
import { useLinkEvents } from '#lib/link-events/hooks';
import type { LinkExit } from './exit-words.ts';

export type LinkResult = Pick<CreateItemInput, 'publicToken' | 'metadata'>;

/** Opens Link as soon as it is mounted; mount it anew, with a new token, to open it again. */
export function LinkOpener({
  token,
  receivedRedirectUri,
  input,
  onGoToBank,
  onSuccess,
  onExit,
}: {
  token: string;
  /** Where a bank's own page has sent the person back to. */
  receivedRedirectUri: string | undefined;
  /** What the passage is for. */
  input: LinkTokenInput;
  /** A bank's own page opens, perhaps in the place of this one. */
  onGoToBank: () => void;
  onSuccess: (result: LinkResult) => void;
  onExit: (exit: LinkExit) => void;
}) {
  const { record, flush } = useLinkEvents();
  const { open, ready, error } = usePlaidLink({
    token,
    receivedRedirectUri,
    cspNonce: useNonce(),
    onEvent: (name, metadata) => {
      if (name === 'OPEN_OAUTH') onGoToBank();
      record({
        purpose: input.purpose,
        itemId: 'itemId' in input ? input.itemId : null,
        name,
        linkSessionId: metadata.link_session_id,
        viewName: metadata.view_name,
        institutionId: metadata.institution_id,
        institutionName: metadata.institution_name,
        errorType: metadata.error_type,
        errorCode: metadata.error_code,
        exitStatus: metadata.exit_status,
        requestId: metadata.request_id || null,
        at: metadata.timestamp,
      });
    },
    onSuccess: (publicToken, metadata) => {
      flush();
      onSuccess({ publicToken: publicToken ?? '', metadata: readMetadata(metadata) });
    },
    onExit: (problem, metadata) => {
      flush();
      onExit(readExit(problem, metadata));
    },
  });
  useEffect(() => {
    if (ready) open();
  }, [ready, open]);
  const failToLoad = useEffectEvent(() => onExit(notLoaded));
  useEffect(() => {
    if (error) failToLoad();
  }, [error]);
  return null;
}

const notLoaded: LinkExit = {
  status: null,
  error: { code: 'NOT_LOADED', display: 'Link could not be loaded.' },
  institution: null,
  linkSessionId: null,
  requestId: null,
};

function readInstitution({ institution }: PlaidLinkOnSuccessMetadata | PlaidLinkOnExitMetadata) {
  return institution ? { id: institution.institution_id, name: institution.name } : null;
}

function readMetadata(metadata: PlaidLinkOnSuccessMetadata): LinkResult['metadata'] {
  return {
    institution: readInstitution(metadata),
    accounts: metadata.accounts.map(({ name, mask }) => ({ name, mask: mask || null })),
    linkSessionId: metadata.link_session_id,
  };
}

function readExit(problem: PlaidLinkError | null, metadata: PlaidLinkOnExitMetadata): LinkExit {
  return {
    status: metadata.status,
    error: problem && { code: problem.error_code, display: problem.display_message },
    institution: readInstitution(metadata),
    linkSessionId: metadata.link_session_id,
    requestId: metadata.request_id,
  };
}
