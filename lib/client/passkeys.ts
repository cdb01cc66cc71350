import {
  type AuthenticationResponseJSON,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  sendSignal,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { ApiError } from './api.ts';

/** Whether this browser offers passkeys where it fills in an e-mail. */
export const canAutofillPasskeys = browserSupportsWebAuthnAutofill;

/**
 * Has the browser ask for a passkey. A second request takes the place of the first, which is declined.
 *
 * @throws ApiError declined
 */
export function getPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  { autofill = false } = {},
): Promise<AuthenticationResponseJSON> {
  return orDeclined(startAuthentication({ optionsJSON, useBrowserAutofill: autofill }), {
    NotAllowedError: 'No passkey was given: it was cancelled, or took too long.',
  });
}

/** Has the browser make a passkey. @throws ApiError declined */
export function createPasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  return orDeclined(startRegistration({ optionsJSON }), {
    NotAllowedError: 'No passkey was made: it was cancelled, or took too long.',
    InvalidStateError: 'This device holds a passkey of yours already.',
  });
}

/** Ends the request that is under way, if any. */
export function stopAskingForPasskey(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** Tells the browser that a passkey is worth nothing here any more, where it wants to know. */
export function forgetPasskey(credentialID: string): void {
  const rpID = window.location.hostname;
  sendSignal({ signalName: 'unknownCredential', rpID, credentialID }).catch(() => {});
}

/** @param words  by the name of the browser's error */
async function orDeclined<Value>(
  asked: Promise<Value>,
  words: Record<string, string>,
): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const message = words[name] ?? 'This browser cannot use passkeys here.';
    throw new ApiError('declined', `${message} Nothing was changed.`);
  }
}
