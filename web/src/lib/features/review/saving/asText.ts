import type { Criterion } from '#lib/kit/api/coaching.ts';
import type { CommentKind } from '#lib/kit/api/types.ts';
import { sayLength } from '#lib/kit/i18n/dates.ts';
import type { Change } from './marks.ts';

type Names = Record<CommentKind, string> & { remove: string };

function line(change: Change, criteria: Criterion[], names: Names): string {
  if (change.about === 'comments') {
    const { at_ms, kind, text } = change.to ?? change.base ?? {};
    if (at_ms === undefined || !kind) return names.remove;
    const said = `${sayLength(at_ms)} ${names[kind]}: ${text}`;
    return change.to ? said : `${names.remove}: ${said}`;
  }
  const criterion = criteria.find(({ id }) => id === change.id);
  const level = criterion?.levels.find(({ id }) => id === change.to.level);
  const score = `${criterion?.name ?? ''}: ${level ? `${level.value} ${level.name}` : ''}`;
  return change.to.note ? `${score}\n${change.to.note}` : score;
}

/** A coach's changes as plain text, a line or two each, to read or to paste elsewhere. */
export function asText(changes: Change[], criteria: Criterion[], names: Names): string {
  return changes.map((change) => line(change, criteria, names)).join('\n');
}
