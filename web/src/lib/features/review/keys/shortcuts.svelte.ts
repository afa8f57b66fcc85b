const NAME = 'kalm.keys';

function read(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}

class Shortcuts {
  /** Whether the desk listens to single keys; the choice stays on this device. */
  on = $state(read());

  choose(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(NAME, on ? 'on' : 'off');
    } catch {
      // A device that keeps nothing asks again next time.
    }
  }
}

export const shortcuts = new Shortcuts();
