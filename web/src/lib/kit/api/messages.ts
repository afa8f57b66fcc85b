import { api } from './client.ts';
import type { Message, Unread } from './types.ts';

/** Returns the path of the messages, newest first, for `paged`. */
export const messagesPath = (org: string) => `/${org}/messages`;

/** Reads how many messages are unread, over all pages. */
export const countUnread = async (org: string): Promise<number> =>
  (await api.get<Unread>(`/${org}/messages/unread`)).count;

/** Marks the messages about a thing that was opened as read; returns how many are still unread. */
export const markMessagesAboutRead = async (org: string, about: string): Promise<number> =>
  (await api.put<Unread>(`/${org}/messages/reading`, { about })).count;

export const markMessageRead = (org: string, id: string) =>
  api.put<Message>(`/${org}/messages/${id}/reading`);
