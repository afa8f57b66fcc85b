import { api } from './client.ts';
import { pathOf } from './pages.ts';
import type { Message, Page, Unread } from './types.ts';

/** A page of messages, newest first: the first, or the one that an earlier page calls `next`. */
export const readMessages = (org: string, next?: string) =>
  api.get<Page<Message>>(next ? pathOf(next) : `/${org}/messages`);

/** How many wait to be read, over all pages. */
export const countUnread = async (org: string): Promise<number> =>
  (await api.get<Unread>(`/${org}/messages/unread`)).count;

export const markMessageRead = (org: string, id: string) =>
  api.put<Message>(`/${org}/messages/${id}/reading`);
