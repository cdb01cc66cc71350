/** Below what reverse proxies take for a body unless told otherwise. */
export const partBytes = 768 * 1024;
