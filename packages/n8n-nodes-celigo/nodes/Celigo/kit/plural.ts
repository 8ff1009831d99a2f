/** A number with its noun: `1 second`, `2 seconds`. @param noun one whose plural ends with s */
export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
