import { sendCounted } from './counted.ts';
import { forWhom, isKnown, refuseAnothers, refuseWhenStopped } from './forWhom.ts';
import { Problem, toProblem } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Options = {
  /** A file is sent as it is, with its own type; anything else as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  tries?: number;
  renewToken?: boolean;
  /** Headers that name the person a request is for, where that is not this page's person. */
  as?: Record<string, string>;
  headers?: Record<string, string>;
  /** The answer is a file: it is returned as a Blob. */
  asFile?: boolean;
  /** Receives the part of a file that has left, from 0 to 1; again from 0 when it is repeated. */
  sent?: (part: number) => void;
  /** Receives the headers of the answer, such as its ETag. */
  received?: (headers: Headers) => void;
};

const PAUSES_MS = [400, 1200, 3000];
const SAFE_TO_REPEAT: readonly Method[] = ['GET', 'PUT'];

let whenSignedOut: () => void = () => undefined;

/** Registers a function that is called whenever the server no longer knows who is asking. */
export function onSignedOut(call: () => void): void {
  whenSignedOut = call;
}

function csrfToken(): string | null {
  const found = document.cookie.match(/(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/);
  return found?.[1] ?? null;
}

/** Returns the CSRF token. allauth's browser client sets its cookie with any answer, also a 401. */
async function withCsrfToken(renew: boolean): Promise<string> {
  if (renew || !csrfToken())
    await fetch('/api/auth/browser/v1/auth/session', { credentials: 'same-origin' });
  return csrfToken() ?? '';
}

async function headersFor(method: Method, options: Options): Promise<Headers> {
  const accept = { Accept: 'application/json, application/problem+json' };
  const headers = new Headers({ ...accept, ...options.headers, ...options.as });
  if (options.body instanceof Blob) headers.set('Content-Type', options.body.type);
  else if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (method === 'GET') return headers;
  headers.set('X-CSRFToken', await withCsrfToken(!!options.renewToken));
  // A refusal in the language of this page, also where nobody is signed in yet.
  headers.set('Accept-Language', document.documentElement.lang);
  return headers;
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function send(method: Method, url: string, options: Options): Promise<Response> {
  try {
    const { body, sent } = options;
    const hasBody = body !== undefined;
    const headers = await headersFor(method, options);
    const signal = options.signal && { signal: options.signal };
    if (sent && body instanceof Blob) {
      return await sendCounted(url, { method, headers, body, ...signal }, sent);
    }
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers,
      ...(hasBody && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...signal,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(navigator.onLine ? 'unreachable' : 'offline', 0);
  }
}

async function once<T>(method: Method, url: string, options: Options): Promise<T> {
  refuseWhenStopped(method, url);
  const answer = await send(method, url, options);
  const body = await (answer.ok && options.asFile ? answer.blob() : readJson(answer));
  if (answer.ok) {
    refuseAnothers(options.as ?? {}, answer);
    options.received?.(answer.headers);
    return body as T;
  }
  const problem = toProblem(answer.status, body, answer.headers.get('Retry-After'));
  refuseAnothers(options.as ?? {}, answer, problem.code);
  const isSignedOut = problem.code === 'not_authenticated';
  // A new password, chosen here or in another tab, renews the session: what was on its way with the
  // old one is refused unseen, and comes through when it is sent again.
  const mayBeRenewed = isSignedOut && isKnown() && url.startsWith(root);
  if ((mayBeRenewed || problem.code === 'csrf_failed') && !options.renewToken) {
    return once<T>(method, url, { ...options, renewToken: true });
  }
  if (isSignedOut) whenSignedOut();
  throw problem;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends one request to the server for this page's person.
 *
 * GET and PUT are repeated with growing pauses while the fault may pass; every other method is sent
 * once. Throws a Problem (`other_person` when somebody else is signed in by now), or the signal's
 * AbortError.
 */
export async function request<T>(method: Method, url: string, options: Options = {}): Promise<T> {
  const tries = options.tries ?? (SAFE_TO_REPEAT.includes(method) ? PAUSES_MS.length : 1);
  const whole = { as: forWhom(method, url), ...options };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once<T>(method, url, whole);
    } catch (problem) {
      const mayRepeat = problem instanceof Problem && problem.isPassing && !problem.isOffline;
      if (!mayRepeat || attempt >= tries) throw problem;
      const named = problem.retryAfter === null ? undefined : problem.retryAfter * 1000;
      await pause(Math.min(named ?? PAUSES_MS[attempt - 1] ?? 3000, 10_000));
    }
  }
}

const root = '/api/v1';

/** Sends requests below /api/v1; `path` starts with a slash. */
export const api = {
  get: <T>(path: string, options?: Options) => request<T>('GET', root + path, options),
  post: <T>(path: string, body?: unknown, options?: Options) =>
    request<T>('POST', root + path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: Options) =>
    request<T>('PUT', root + path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: Options) =>
    request<T>('PATCH', root + path, { ...options, body }),
  delete: <T>(path: string, options?: Options) => request<T>('DELETE', root + path, options),
};
