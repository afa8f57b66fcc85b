/**
 * A part of a problem, about one field; `attr` names the field or, for a release, the criterion.
 */
export type ProblemPart = { code: string; detail?: string; attr?: string | null };

/** A refusal by the server (RFC 9457), or a server that could not be reached at all. */
export class Problem extends Error {
  readonly code: string;
  /** HTTP status; 0 when nothing came back. */
  readonly status: number;
  readonly parts: readonly ProblemPart[];
  /** Seconds to wait before trying again, when the server names them. */
  readonly retryAfter: number | null;
  /** The present value, where a change was refused because of it; null where there is none. */
  readonly current: unknown;

  constructor(
    code: string,
    status: number,
    detail = '',
    parts: readonly ProblemPart[] = [],
    retryAfter: number | null = null,
    current: unknown = undefined,
  ) {
    super(detail || code);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.parts = parts;
    this.retryAfter = retryAfter;
    this.current = current;
  }

  /** Whole minutes until trying again can help: at least one. */
  get minutesToWait(): number {
    return Math.max(1, Math.ceil((this.retryAfter ?? 60) / 60));
  }

  get isOffline(): boolean {
    return this.code === 'offline';
  }

  /** True when the same request may succeed later without a change. */
  get isPassing(): boolean {
    return [0, 408, 425, 429, 502, 503, 504].includes(this.status);
  }

  /**
   * True when the request can be sent only once this page's person signs in: nobody is signed in,
   * or somebody else.
   */
  get isForSomeoneElse(): boolean {
    return this.status === 401 || this.code === 'other_person';
  }

  has(code: string): boolean {
    return this.code === code || this.parts.some((part) => part.code === code);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toPart(value: unknown): ProblemPart[] {
  if (!isRecord(value) || typeof value.code !== 'string') return [];
  const detail = value.detail ?? value.message;
  const attr = value.attr ?? value.param;
  return [
    {
      code: value.code,
      ...(typeof detail === 'string' && { detail }),
      ...(typeof attr === 'string' && { attr }),
    },
  ];
}

/** Reads the body of a refusal: problem+json, or allauth's `errors` list, or anything at all. */
export function toProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const seconds = retryAfter === null ? NaN : Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds : null;
  if (!isRecord(body)) return new Problem(`http_${status}`, status, '', [], wait);
  const parts = Array.isArray(body.errors) ? body.errors.flatMap(toPart) : [];
  const code = typeof body.code === 'string' ? body.code : (parts[0]?.code ?? `http_${status}`);
  const detail = typeof body.detail === 'string' ? body.detail : (parts[0]?.detail ?? '');
  return new Problem(code, status, detail, parts, wait, body.current);
}
