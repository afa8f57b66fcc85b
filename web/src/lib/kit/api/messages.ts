import { api } from './client.ts';
import type { Message, Unread } from './types.ts';

/** Where the messages are, newest first, for `paged`. */
export const messagesPath = (org: string) => `/${org}/messages`;

/** How many wait to be read, over all pages. */
export const countUnread = async (org: string): Promise<number> =>
  (await api.get<Unread>(`/${org}/messages/unread`)).count;

export const markMessageRead = (org: string, id: string) =>
  api.put<Message>(`/${org}/messages/${id}/reading`);
