/** How long a screen may take to get its heading, in ms. */
const PATIENCE_MS = 15_000;

let stop: () => void = () => undefined;

const isTaken = (): boolean => {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== document.body;
};

function focusNow(): boolean {
  const heading = document.querySelector<HTMLElement>('h1');
  heading?.focus();
  return heading !== null;
}

/**
 * Moves the focus to the screen's heading, for screen readers and the keyboard: at once, or when
 * the screen has loaded, unless the person has focused something else by then.
 */
export function focusHeading(): void {
  stop();
  if (focusNow()) return;
  const observer = new MutationObserver(() => {
    if (isTaken() || focusNow()) stop();
  });
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    stop = () => undefined;
  };
  observer.observe(document.body, { childList: true, subtree: true });
}
