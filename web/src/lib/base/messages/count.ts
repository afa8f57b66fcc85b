/** Returns the count as a short text: above nine it says "9+". */
export const shortCount = (count: number): string => (count > 9 ? '9+' : String(count));
