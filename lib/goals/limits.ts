import 'server-only';
/** Of a household; what is archived counts, too. */
export const goalLimit = 50;
/** Of a goal: one a week for nearly ten years. */
export const contributionLimit = 500;
