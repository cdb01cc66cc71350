let isLeaving = false;

/**
 * For a session that ended elsewhere: leaves, so that nothing of it stays on the screen, and comes
 * back to this page after signing in.
 */
export function goToSignIn(): void {
  if (isLeaving) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
}

/**
 * Leaves this page for good, once what ends it is done: whatever says meanwhile that its session is
 * over is expected. Rejects as `end` does.
 */
export async function leaveAfter(
  end: () => Promise<unknown>,
  target: '/' | '/sign-in' | '/deleted' = '/sign-in',
): Promise<void> {
  isLeaving = true;
  try {
    await end();
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  window.location.assign(target);
}
