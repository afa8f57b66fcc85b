/** Those of a first page that wait to be read. */
export const unreadIn = (messages: readonly { read_at: string | null }[]): number =>
  messages.filter(({ read_at }) => !read_at).length;

/** Above nine a number is no help any more: it only says "many". */
export const shortly = (count: number): string => (count > 9 ? '9+' : String(count));
