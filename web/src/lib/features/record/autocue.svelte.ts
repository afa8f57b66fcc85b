const NAME = 'kalm.autocue.speed';
const USUAL = 30;

export const SLOWEST = 10;
export const FASTEST = 90;

function kept(): number {
  try {
    const found = Number(localStorage.getItem(NAME));
    return found >= SLOWEST && found <= FASTEST ? found : USUAL;
  } catch {
    return USUAL;
  }
}

/** Keeps on this device how fast an autocue scrolls, in pixels a second. */
class AutocueSpeed {
  #value = $state(kept());

  get value(): number {
    return this.#value;
  }

  set value(speed: number) {
    this.#value = Math.min(FASTEST, Math.max(SLOWEST, speed));
    try {
      localStorage.setItem(NAME, String(this.#value));
    } catch {
      // A browser that keeps nothing begins at the usual speed next time.
    }
  }
}

export const autocueSpeed = new AutocueSpeed();
