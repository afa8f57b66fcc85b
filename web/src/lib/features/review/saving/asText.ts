import type { Criterion } from '#lib/kit/api/coaching.ts';
import type { CommentKind } from '#lib/kit/api/types.ts';
import { sayMoment } from '#lib/kit/i18n/dates.ts';
import type { Change, Mark } from './marks.ts';

type Names = Record<CommentKind, string> & { remove: string; spoken: string };

/** The criterion that a mark is about; a score says it by its place. */
const criterionOf = (mark: Mark, place: string, criteria: Criterion[]) =>
  criteria.find(({ id }) => id === ('text' in mark ? mark.criterion : place));

/** One mark as plain text; a score says its level as the criterion names it. */
export function markAsText(mark: Mark, place: string, criteria: Criterion[], names: Names): string {
  const criterion = criterionOf(mark, place, criteria);
  if ('text' in mark) {
    const about = criterion ? ` (${criterion.name})` : '';
    const said = [mark.text, mark.recording && names.spoken].filter(Boolean).join(' ');
    return `${sayMoment(mark.at_ms, mark.until_ms)} ${names[mark.kind]}${about}: ${said}`;
  }
  const level = criterion?.levels.find(({ id }) => id === mark.level);
  const said = level ? `${level.value} ${level.name}` : '';
  return mark.note ? `${said}\n${mark.note}` : said;
}

function line(change: Change, criteria: Criterion[], names: Names): string {
  const criterion = criteria.find(({ id }) => id === change.id);
  const mark = change.to ?? change.base;
  if (!mark) return names.remove;
  const said = markAsText(mark, change.id, criteria, names);
  if (!change.to) return `${names.remove}: ${said}`;
  return change.about === 'scores' ? `${criterion?.name ?? ''}: ${said}` : said;
}

/** A coach's changes as plain text, a line or two each, to read or to paste elsewhere. */
export function asText(changes: Change[], criteria: Criterion[], names: Names): string {
  return changes.map((change) => line(change, criteria, names)).join('\n');
}
