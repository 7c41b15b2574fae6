/** The same for every verb. */
export const exitCodes = { met: 0, internal: 1, input: 2, failed: 3, undecided: 4, interrupted: 130 } as const;
