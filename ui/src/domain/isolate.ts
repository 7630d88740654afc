// Text of either direction within a sentence, so that it does not disturb the order around it.

/** The text between the Unicode marks that keep its direction to itself. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
