/** What a mail of ours is made of; anything else is left out. */
const TAGS = new Set(['body', 'table', 'tbody', 'tr', 'td', 'p', 'a', 'br']);
const ATTRIBUTES = ['class', 'width', 'align', 'bgcolor', 'cellpadding', 'cellspacing', 'border'];

function copyOf(node: Node): Node | null {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '');
  if (!(node instanceof HTMLElement) || !TAGS.has(node.localName)) return null;
  const made = document.createElement(node.localName === 'body' ? 'div' : node.localName);
  for (const name of ATTRIBUTES) {
    const value = node.getAttribute(name);
    if (value !== null) made.setAttribute(name, value);
  }
  // The page's policy refuses styles in markup, and takes them from script.
  made.style.cssText = node.getAttribute('style') ?? '';
  made.append(...[...node.childNodes].map(copyOf).filter((one) => one !== null));
  return made;
}

/** Shows the HTML of a mail inside an element, apart from the styles of the page. */
export function showMail(html: string) {
  return (host: HTMLElement): void => {
    const mail = new DOMParser().parseFromString(html, 'text/html');
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    const styles = [...mail.querySelectorAll('style')].map(({ textContent }) => textContent);
    sheet.replaceSync(styles.join('\n'));
    root.adoptedStyleSheets = [sheet];
    const shown = copyOf(mail.body);
    root.replaceChildren(...(shown ? [shown] : []));
  };
}
