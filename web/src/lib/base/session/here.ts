import { createContext } from 'svelte';
import type { Membership } from '#lib/kit/api/types.ts';
import { sayWhen, type Place } from '#lib/kit/i18n/dates.ts';
import { language } from '#lib/kit/i18n/language.svelte.ts';

const [getMembership, setMembership] = createContext<() => Membership>();

export { setMembership };

/**
 * Returns the person's membership of the organisation in the address. Call it while a component is
 * made.
 */
export function here() {
  const membership = getMembership();
  return {
    get membership() {
      return membership();
    },
    get slug() {
      return membership().organisation.slug;
    },
    /** The language and the time zone in which dates are said. */
    get dates(): Place {
      return { language: language.code, zone: membership().time_zone };
    },
    /** Says a moment in this membership's time zone: "morgen om 9:30". */
    when(iso: string): string {
      return sayWhen(iso, this.dates);
    },
  };
}
