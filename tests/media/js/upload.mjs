// Uploads a file with tus-js-client as published, and prints what came of it as one JSON line.
// argv: client module, endpoint, X-Session-Token, file, chunk size in bytes,
//       bytes after which to stop ("" for never), upload URL to resume ("" for a new one)
// RETRY_DELAYS in the environment: milliseconds, separated by commas
// URLS: a file in which the client itself keeps where an upload was; with it nothing is handed over
//       to the next process, and stopping means kill -9
// BARE: the client is given nothing beside the endpoint and the token

import { createReadStream, statSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, endpoint, token, file, chunkSize, stopAfter, uploadUrl] = process.argv.slice(2);
const { FileUrlStorage, Upload } = await import(pathToFileURL(module));
const urls = process.env.URLS;

const upload = new Upload(createReadStream(file), {
  endpoint,
  uploadUrl: uploadUrl || null,
  headers: { "X-Session-Token": token },
  ...(!process.env.BARE && {
    metadata: { filename: "reply.mp4", filetype: "video/mp4" },
    chunkSize: Number(chunkSize),
  }),
  uploadSize: statSync(file).size,
  ...(urls && { urlStorage: new FileUrlStorage(urls), removeFingerprintOnSuccess: true }),
  retryDelays: (process.env.RETRY_DELAYS ?? "0,200,500").split(",").map(Number),
  onChunkComplete: async (_size, accepted) => {
    if (stopAfter && accepted >= Number(stopAfter)) {
      if (urls) process.kill(process.pid, "SIGKILL");
      await upload.abort();
      done({ stopped: accepted, url: upload.url });
    }
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => done({ url: upload.url }),
});

function done(answer) {
  console.log(JSON.stringify(answer));
  process.exit(0);
}

if (stopAfter === "terminate") {
  upload.options.onChunkComplete = async () => {
    await upload.abort(true);
    done({ url: upload.url });
  };
}
if (urls) {
  const [previous] = await upload.findPreviousUploads();
  if (previous) upload.resumeFromPreviousUpload(previous);
}
upload.start();
