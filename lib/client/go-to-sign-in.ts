let isSigningOut = false;

/**
 * For a session that ended elsewhere: leaves, so that nothing of it stays on the screen, and comes
 * back to this page after signing in.
 */
export function goToSignIn(): void {
  if (isSigningOut) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
}

/** Leaves for good: whoever signs in next begins at the beginning. Rejects as `end` does. */
export async function leaveAfter(end: () => Promise<unknown>): Promise<void> {
  isSigningOut = true;
  try {
    await end();
  } catch (error) {
    isSigningOut = false;
    throw error;
  }
  window.location.assign('/sign-in');
}
