import { api } from './client.ts';
import type { Device, Devices } from './types.ts';

/** Reads the key to subscribe with (empty where push is off), and this person's browsers. */
export const readDevices = (org: string) => api.get<Devices>(`/${org}/devices`);

export type Subscribed = { endpoint: string; p256dh: string; auth: string; label: string };

/** Lets this browser get the person's notifications; repeating says that it is still in use. */
export const registerDevice = (org: string, id: string, device: Subscribed) =>
  api.put<Device>(`/${org}/devices/${id}`, device);

export const removeDevice = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/devices/${id}`);
