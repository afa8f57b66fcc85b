import { api } from './client.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** One's own way through a programme: what is done, what is next, what is still to come. */
export type Journey = Shapes['Journey'];
export type TheoryCard = Shapes['TheoryCard'];
/** A text to read, as HTML that the server made safe. */
export type Theory = Shapes['Theory'];
export type Certificate = Shapes['Certificate'];
/** What a valid certificate says to anyone. */
export type Verification = Shapes['Verification'];

export const readJourneys = (org: string) => api.get<Journey[]>(`/${org}/journeys`);

export const readTheory = (org: string, step: string) => api.get<Theory>(`/${org}/theory/${step}`);

/** Records that the text was read to its end; repeating changes nothing. */
export const markTheoryRead = (org: string, step: string) =>
  api.put<Theory>(`/${org}/theory/${step}/reading`);

const certificateOf = (org: string, enrolment: string) =>
  `/${org}/enrolments/${enrolment}/certificate`;

export const readCertificate = (org: string, enrolment: string) =>
  api.get<Certificate>(certificateOf(org, enrolment));

/** Issues the certificate of one's own programme, once. Problems: `certificate_revoked`. */
export const issueCertificate = (org: string, enrolment: string) =>
  api.put<Certificate>(certificateOf(org, enrolment));

/** Returns the certificate as a PDF file. */
export const readCertificateFile = (org: string, enrolment: string) =>
  api.get<Blob>(`${certificateOf(org, enrolment)}/file`, { asFile: true });

/** Makes a certificate invalid. */
export const revokeCertificate = (org: string, enrolment: string) =>
  api.put<Certificate>(`${certificateOf(org, enrolment)}/revocation`);

/** Issues a certificate anew, with the name of today and another code. */
export const renewCertificate = (org: string, enrolment: string) =>
  api.post<Certificate>(`${certificateOf(org, enrolment)}/renewal`);

/** Reads what the certificate with this code says; for anyone. Problems: `not_found`. */
export const verifyCertificate = (code: string) =>
  api.get<Verification>(`/verify/${encodeURIComponent(code)}`);
