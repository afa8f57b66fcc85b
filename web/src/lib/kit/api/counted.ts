type Init = { method: string; headers: Headers; body: Blob; signal?: AbortSignal };

/** Names the statuses whose answer has no body. */
const EMPTY: readonly number[] = [204, 205, 304];

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split('\r\n')) {
    const at = line.indexOf(':');
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  return headers;
}

/**
 * Sends a file as `fetch` does, and calls `sent` with the part of it that has left, from 0 to 1,
 * which `fetch` can't tell. Throws what `fetch` throws: a TypeError without an answer, the signal's
 * reason once it is aborted.
 */
export function sendCounted(
  url: string,
  init: Init,
  sent: (part: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { method, headers, body, signal } = init;
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open(method, url);
    headers.forEach((value, name) => request.setRequestHeader(name, value));
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 0);
    request.onerror = () => reject(new TypeError('no answer'));
    request.onabort = () => reject(signal?.reason ?? new TypeError('cut off'));
    request.onload = () => {
      const { status, statusText } = request;
      const text = EMPTY.includes(status) ? null : request.responseText;
      resolve(new Response(text, { status, statusText, headers: headersOf(request) }));
    };
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
