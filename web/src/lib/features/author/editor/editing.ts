import { createContext, type Component } from 'svelte';
import type { Remark } from '#lib/kit/api/readings.ts';
import type { Resource } from '#lib/kit/api/resource.svelte.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { Library } from '#lib/features/author/content.ts';
import type { ReadingWork } from '#lib/features/author/reading/readings.svelte.ts';
import type { ClipUploads } from './clips/uploads.svelte.ts';
import type { DraftWork } from './work.svelte.ts';

/** What every part of the editor needs: the work, and the languages that are on screen. */
export type Editing = {
  readonly work: DraftWork;
  readonly languages: readonly Language[];
  readonly library: Library;
  readonly uploads: ClipUploads;
  /** What a field shows of that which is fetched later. */
  readonly later: Resource<{
    RemarkList: Component<{ work: ReadingWork; remarks: readonly Remark[]; place: string }>;
  }>;
};

export const [editing, setEditing] = createContext<Editing>();
