import { createContext } from 'svelte';
import type { Membership } from '#lib/api/types.ts';
import { sayWhen } from '#lib/i18n/dates.ts';
import { language } from '#lib/i18n/language.svelte.ts';

const [getMembership, setMembership] = createContext<() => Membership>();

export { setMembership };

/** Where the person is: their membership of the organisation in the address. Call while a component is made. */
export function here() {
  const membership = getMembership();
  return {
    get membership() {
      return membership();
    },
    get slug() {
      return membership().organisation.slug;
    },
    /** "morgen om 9:30", in this membership's time zone. */
    when(iso: string): string {
      return sayWhen(iso, { language: language.code, zone: membership().time_zone });
    },
  };
}
