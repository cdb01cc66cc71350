import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { ApiError } from './api.ts';

type Library = typeof import('@simplewebauthn/browser');

// Every page can ask for a passkey, few do.
let library: Library | null = null;
/** Counts what was asked and stopped: what was stopped while the library came never begins. */
let turn = 0;

/** @throws ApiError offline */
async function load(): Promise<Library> {
  library ??= await import('@simplewebauthn/browser').catch(() => {
    const message = 'The server cannot be reached. Nothing was changed; check the connection.';
    throw new ApiError('offline', message);
  });
  return library;
}

/** Whether this browser offers passkeys where it fills in an e-mail. */
export async function canAutofillPasskeys(): Promise<boolean> {
  const found = await load().catch(() => null);
  return found?.browserSupportsWebAuthnAutofill() ?? false;
}

/**
 * Has the browser ask for a passkey. A second request takes the place of the first, which is declined.
 *
 * @throws ApiError declined
 */
export function getPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  { autofill = false } = {},
): Promise<AuthenticationResponseJSON> {
  return orDeclined(
    ({ startAuthentication }) => startAuthentication({ optionsJSON, useBrowserAutofill: autofill }),
    {
      NotAllowedError: 'No passkey was given: it was cancelled, or took too long.',
    },
  );
}

/** Has the browser make a passkey. @throws ApiError declined */
export function createPasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  return orDeclined(({ startRegistration }) => startRegistration({ optionsJSON }), {
    NotAllowedError: 'No passkey was made: it was cancelled, or took too long.',
    InvalidStateError: 'This device holds a passkey of yours already.',
  });
}

/** Ends the request that is under way, if any. */
export function stopAskingForPasskey(): void {
  turn += 1;
  library?.WebAuthnAbortService.cancelCeremony();
}

/** Tells the browser that a passkey is worth nothing here any more, where it wants to know. */
export function forgetPasskey(credentialID: string): void {
  const rpID = window.location.hostname;
  load()
    .then(({ sendSignal }) => sendSignal({ signalName: 'unknownCredential', rpID, credentialID }))
    .catch(() => {});
}

/** @param words  by the name of the browser's error */
async function orDeclined<Value>(
  ask: (library: Library) => Promise<Value>,
  words: Record<string, string>,
): Promise<Value> {
  turn += 1;
  const mine = turn;
  try {
    const loaded = await load();
    if (mine !== turn) throw new DOMException('', 'AbortError');
    return await ask(loaded);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const name = error instanceof Error ? error.name : '';
    const message = words[name] ?? 'This browser cannot use passkeys here.';
    throw new ApiError('declined', `${message} Nothing was changed.`);
  }
}
