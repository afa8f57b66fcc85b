import { api } from './client.ts';
import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** A colleague who may be asked to read drafts. */
export type Reader = Shapes['Reader'];
/** A request to read a draft; `read_at` is null until the colleague said that they had. */
export type Reading = Shapes['Reading'];
/** A remark about one place in a draft; `resolved_at` is null while it is open. */
export type Remark = Shapes['Remark'];
export type Readings = Shapes['Readings'];
/** What an organisation asks of its authors. */
export type AuthoringRules = Shapes['AuthoringRules'];

const versionAt = (org: string, version: string) => `/${org}/scenario-versions/${version}`;
const readingAt = (org: string, version: string, reading: string) =>
  `${versionAt(org, version)}/readings/${reading}`;
const remarkAt = (org: string, version: string, remark: string) =>
  `${versionAt(org, version)}/remarks/${remark}`;

export const readReaders = (org: string) => readAll<Reader>(`/${org}/readers`);

export const readReadings = (org: string, version: string) =>
  api.get<Readings>(`${versionAt(org, version)}/readings`);

/** Asks a colleague to read a draft, under an id of one's own. Refused with `already_asked`. */
export const askReading = (
  org: string,
  version: string,
  reading: string,
  to: { reader: string; note: string },
) => api.put<Reading>(readingAt(org, version, reading), to);

/** Says that one has read a draft. */
export const finishReading = (org: string, version: string, reading: string) =>
  api.put<Reading>(`${readingAt(org, version, reading)}/completion`);

/** Writes a remark, or changes one's own. Refused with `already_published`. */
export const writeRemark = (
  org: string,
  version: string,
  remark: string,
  to: { place: string; text: string },
) => api.put<Remark>(remarkAt(org, version, remark), to);

export const deleteRemark = (org: string, version: string, remark: string) =>
  api.delete(remarkAt(org, version, remark));

export const resolveRemark = (org: string, version: string, remark: string) =>
  api.put<Remark>(`${remarkAt(org, version, remark)}/resolution`);

export const reopenRemark = (org: string, version: string, remark: string) =>
  api.delete<Remark>(`${remarkAt(org, version, remark)}/resolution`);

export const readAuthoringRules = (org: string) =>
  api.get<AuthoringRules>(`/${org}/authoring-rules`);

export const changeAuthoringRules = (org: string, rules: AuthoringRules) =>
  api.put<AuthoringRules>(`/${org}/authoring-rules`, rules);
