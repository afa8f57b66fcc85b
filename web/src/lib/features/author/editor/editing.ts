import { createContext } from 'svelte';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { Library } from '#lib/features/author/content.ts';
import type { ClipUploads } from './clips/uploads.svelte.ts';
import type { DraftWork } from './work.svelte.ts';

/** What every part of the editor needs: the work, and the languages that are on screen. */
export type Editing = {
  readonly work: DraftWork;
  readonly languages: readonly Language[];
  readonly library: Library;
  readonly uploads: ClipUploads;
};

export const [editing, setEditing] = createContext<Editing>();
