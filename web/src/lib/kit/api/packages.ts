import { api } from './client.ts';
import { Problem } from './problem.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

export type PackageImport = Shapes['PackageImport'];
export type PlanLine = Shapes['PlanLine'];

const importAt = (org: string, id: string) => `/${org}/package-imports/${id}`;

/**
 * Returns scenario versions as one file with all that they need. Refused with `clips_not_ready` and
 * `package_too_large`.
 */
export const exportScenarios = (org: string, versions: readonly string[]) =>
  api.post<Blob>(`/${org}/scenario-packages`, { versions }, { asFile: true });

/**
 * Sends a file of exercises to be checked; nothing is imported yet. `sent` is called with the part
 * that has left, from 0 to 1.
 */
export const sendPackage = (org: string, id: string, file: Blob, sent: (part: number) => void) =>
  api.put<PackageImport>(importAt(org, id), new Blob([file], { type: 'application/zip' }), {
    sent,
  });

export const readPackageImport = (org: string, id: string) =>
  api.get<PackageImport>(importAt(org, id));

export const confirmPackageImport = (org: string, id: string) =>
  api.put<PackageImport>(`${importAt(org, id)}/confirmation`);

/** Forgets an import and its file. One that is gone or under way is left as it is. */
export async function cancelPackageImport(org: string, id: string): Promise<void> {
  try {
    await api.delete(importAt(org, id));
  } catch (refused) {
    const codes = ['not_found', 'import_under_way'];
    if (!(refused instanceof Problem && codes.includes(refused.code))) throw refused;
  }
}
