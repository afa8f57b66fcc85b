import type { Workshop, WorkshopPlan } from '#lib/kit/api/workshops.ts';

/** What the dialog asks of a live session; numbers as they are typed. */
export type PlanForm = {
  nl: string;
  en: string;
  textNl: string;
  textEn: string;
  kind: WorkshopPlan['kind'];
  starts: string;
  ends: string;
  zone: string;
  place: string;
  seats: string;
  trainer: string;
  trainerName: string;
};

/** Returns what the dialog begins with; a new one is in the given zone. */
export function formOf(workshop: Workshop | null, zone: string): PlanForm {
  return {
    nl: workshop?.titles.nl ?? '',
    en: workshop?.titles.en ?? '',
    textNl: workshop?.descriptions.nl ?? '',
    textEn: workshop?.descriptions.en ?? '',
    kind: workshop?.kind ?? 'workshop',
    starts: workshop?.starts_local ?? '',
    ends: workshop?.ends_local ?? '',
    zone: workshop?.time_zone ?? zone,
    place: workshop?.place ?? '',
    seats: String(workshop?.seats ?? 12),
    trainer: workshop?.trainer ?? '',
    trainerName: workshop && !workshop.trainer ? workshop.trainer_name : '',
  };
}

export function planOf(form: PlanForm): WorkshopPlan {
  return {
    titles: { nl: form.nl, en: form.en },
    descriptions: { nl: form.textNl, en: form.textEn },
    kind: form.kind,
    starts_local: form.starts.slice(0, 16),
    ends_local: form.ends.slice(0, 16),
    time_zone: form.zone,
    place: form.place,
    seats: Number(form.seats),
    trainer: form.trainer || null,
    trainer_name: form.trainer ? '' : form.trainerName,
  };
}

const LASTS_HOURS = 3;

/** Returns an end some hours after a start, on the same day, where none was chosen yet. */
export function endAfter(starts: string, ends: string): string {
  if (ends || !starts) return ends;
  const [day = '', clock = ''] = starts.split('T');
  const [hour = '0', minute = '00'] = clock.split(':');
  const until = Number(hour) + LASTS_HOURS;
  return until < 24 ? `${day}T${String(until).padStart(2, '0')}:${minute}` : `${day}T23:59`;
}
