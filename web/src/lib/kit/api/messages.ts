import { api } from './client.ts';
import type { Message, Page } from './types.ts';

export const readMessages = (org: string) => api.get<Page<Message>>(`/${org}/messages`);

export const markMessageRead = (org: string, id: string) =>
  api.put<Message>(`/${org}/messages/${id}/reading`);
