/** Set where the hint is not to be shown again. */
export const factorHintChoice = 'factor-hint';
