// The server gives one static page; everything after it happens in the browser.
export const ssr = false;
export const prerender = false;
