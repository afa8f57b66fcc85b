import { api } from './client.ts';
import { saw } from './conditions.ts';
import type { components } from './schema.d.ts';
import type { CommentKind, Playback } from './types.ts';

type Shapes = components['schemas'];

/** Whom one asked to look at an attempt, and what they said. */
export type PeerPage = Shapes['PeerPage'];
export type PeerInvitation = Shapes['PeerInvitation'];
/** What one is asked to look at, in a list. */
export type PeerRequestLine = Shapes['PeerRequestLine'];
/** What one is asked to look at, with what one wrote so far. */
export type PeerRequest = Shapes['PeerRequest'];
export type PeerComment = Shapes['PeerComment'];
export type MarkedPeerComment = Shapes['MarkedPeerComment'];
export type PeerRules = Shapes['PeerRules'];

const invitationsAt = (org: string, attempt: string) =>
  `/${org}/attempts/${attempt}/peer-invitations`;
const requestAt = (org: string, id: string) => `/${org}/peer-requests/${id}`;

export const readPeers = (org: string, attempt: string) =>
  api.get<PeerPage>(invitationsAt(org, attempt));

/** Invites a colleague, under an id made here. */
export const invitePeer = (org: string, attempt: string, id: string, peer: string) =>
  api.put<PeerPage>(`${invitationsAt(org, attempt)}/${id}`, { peer });

/** Ends an invitation. Refused with `peer_feedback_sent` where the colleague was faster. */
export const withdrawPeerInvitation = (org: string, attempt: string, id: string) =>
  api.delete(`${invitationsAt(org, attempt)}/${id}`);

/** Deletes what a colleague sent. */
export const removePeerFeedback = (org: string, attempt: string, id: string) =>
  api.delete(`${invitationsAt(org, attempt)}/${id}/feedback`);

export const markPeersRead = (org: string, attempt: string) =>
  api.put<undefined>(`/${org}/attempts/${attempt}/peer-feedback/reading`);

export const listPeerRequests = (org: string) =>
  api.get<PeerRequestLine[]>(`/${org}/peer-requests`);

export const readPeerRequest = (org: string, id: string) =>
  api.get<PeerRequest>(requestAt(org, id));

export const readPeerTakePlayback = (org: string, id: string, take: string) =>
  api.get<Playback>(`${requestAt(org, id)}/takes/${take}/playback`);

export const readPeerScenePlayback = (org: string, id: string, scene: string) =>
  api.get<Playback>(`${requestAt(org, id)}/scenes/${scene}/playback`);

/** Saves a comment over the version that was seen. Refused with `mark_changed`. */
export const savePeerComment = (
  org: string,
  id: string,
  comment: string,
  seen: string | null,
  said: { take: string; at_ms: number; kind: CommentKind; text: string },
) => api.put<MarkedPeerComment>(`${requestAt(org, id)}/comments/${comment}`, said, saw(seen));

export const removePeerComment = (org: string, id: string, comment: string, seen: string) =>
  api.delete(`${requestAt(org, id)}/comments/${comment}`, saw(seen));

/** Sends all comments in the version that was seen. Refused with `peer_feedback_changed`. */
export const sendPeerFeedback = (org: string, id: string, seen: string) =>
  api.put<undefined>(`${requestAt(org, id)}/sending`, undefined, saw(seen));

export const declinePeerRequest = (org: string, id: string) =>
  api.put<undefined>(`${requestAt(org, id)}/refusal`);

export const readPeerRules = (org: string) => api.get<PeerRules>(`/${org}/peer-rules`);

export const setPeerRules = (org: string, rules: PeerRules) =>
  api.put<PeerRules>(`/${org}/peer-rules`, rules);
