import { api } from './client.ts';
import type { components } from './schema.d.ts';
import type { Playback } from './types.ts';

type Shapes = components['schemas'];

/** How a coach stands with the organisation's licence. */
export type Licence = Shapes['Licence'];
/** A coach's own scoring of the example clips. */
export type Calibration = Shapes['Calibration'];
export type CalibrationAnchor = Shapes['CalibrationAnchor'];
export type GivenLevel = Shapes['GivenLevel'];
/** The clips on whose levels the organisation agreed. */
export type Anchors = Shapes['Anchors'];
export type Anchor = Shapes['Anchor'];
export type MakeAnchor = Shapes['MakeAnchorRequest'];

export const readLicence = (org: string) => api.get<Licence>(`/${org}/licence`);

/** Begins under an id made here; one's own open one is answered in its place. */
export const beginCalibration = (org: string, id: string) =>
  api.put<Calibration>(`/${org}/calibrations/${id}`);

export const readCalibration = (org: string, id: string) =>
  api.get<Calibration>(`/${org}/calibrations/${id}`);

/** Gives these levels on one clip, in place of those before. */
export const scoreAnchor = (org: string, id: string, anchor: string, levels: GivenLevel[]) =>
  api.put<undefined>(`/${org}/calibrations/${id}/anchors/${anchor}`, { levels });

export const finishCalibration = (org: string, id: string) =>
  api.put<Calibration>(`/${org}/calibrations/${id}/completion`);

export const playAnchor = (org: string, anchor: string) =>
  api.get<Playback>(`/${org}/anchors/${anchor}/playback`);

export const readAnchors = (org: string) => api.get<Anchors>(`/${org}/anchors`);

/** Makes an anchor under an id made here; the same again changes nothing. */
export const makeAnchor = (org: string, id: string, body: MakeAnchor) =>
  api.put<Anchor>(`/${org}/anchors/${id}`, body);

/** Leaves an anchor out from now on; repeating changes nothing. */
export const retireAnchor = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/anchors/${id}`);
