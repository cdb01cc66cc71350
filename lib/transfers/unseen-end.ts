/** An end in an account that the viewer does not see. */
export const unseenEnd = 'unseen';
