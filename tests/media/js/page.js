// Runs in a page beside tus-js-client's published build. `send` uploads the same blob each time;
// what the page keeps over a reload is only what the client itself puts into localStorage.

/* global tus */
window.blobOf = (size) => new Blob([new Uint8Array(size).map((_, at) => at % 251)]);

window.send = async ({ endpoint, token, size, chunkSize, stopAt, terminate, metadata, more }) => {
  const blob = window.blobOf(size);
  return new Promise((resolve) => {
    const upload = new tus.Upload(blob, {
      endpoint,
      chunkSize: chunkSize || Infinity,
      headers: { "X-Session-Token": token },
      ...(metadata !== null && { metadata: metadata || { filetype: "video/webm" } }),
      ...more,
      removeFingerprintOnSuccess: true,
      retryDelays: [0, 200, 500],
      onProgress: (sent) => (window.sent = sent),
      onChunkComplete: async (_size, accepted) => {
        if (!stopAt || accepted < stopAt) return;
        await upload.abort(terminate);
        resolve({ stopped: accepted, url: upload.url });
      },
      onError: (error) => resolve({ error: String(error) }),
      onSuccess: () => resolve({ url: upload.url }),
    });
    window.current = upload;
    upload.findPreviousUploads().then((previous) => {
      if (previous.length) upload.resumeFromPreviousUpload(previous[0]);
      window.found = previous.length;
      upload.start();
    });
  });
};

// What a page does beside tus-js-client: sign in for a token, and follow a recording.
window.ask = async ({ url, method, token, body }) => {
  const answer = await fetch(url, {
    method: method || "GET",
    headers: {
      ...(token && { "X-Session-Token": token }),
      ...(body && { "Content-Type": "application/json" }),
    },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};

// The first two bytes of a file that a playback names, as a page fetches what it plays.
window.part = async ({ url, token }) => {
  const headers = { Range: "bytes=0-1", ...(token && { "X-Session-Token": token }) };
  const answer = await fetch(url, { headers });
  return {
    status: answer.status,
    bytes: (await answer.arrayBuffer()).byteLength,
    range: answer.headers.get("Content-Range"),
  };
};
