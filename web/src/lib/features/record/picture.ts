import { lightOf, type Light } from './quality.ts';

const EVERY_MS = 500;
const WIDTH = 32;
const HEIGHT = 18;

/**
 * Calls `see` twice a second with the light of the camera's picture. Returns a function that stops
 * it.
 */
export function watchLight(stream: MediaStream, see: (light: Light) => void): () => void {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pen || !stream.getVideoTracks().length) return () => undefined;
  const video = document.createElement('video');
  [video.muted, video.playsInline, video.srcObject] = [true, true, stream];
  void video.play().catch(() => undefined);
  const timer = setInterval(() => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    pen.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const light = lightOf(pen.getImageData(0, 0, WIDTH, HEIGHT).data);
    if (light) see(light);
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    video.srcObject = null;
  };
}
