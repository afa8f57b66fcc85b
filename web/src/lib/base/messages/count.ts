/** Above nine a number is no help any more: it only says "many". */
export const shortly = (count: number): string => (count > 9 ? '9+' : String(count));
