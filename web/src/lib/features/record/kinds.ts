const WITH_PICTURE = [
  'video/mp4;codecs=avc1.42E01E,mp4a.40.2',
  'video/mp4',
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
];
const SOUND_ONLY = [
  'audio/mp4;codecs=mp4a.40.2',
  'audio/mp4',
  'audio/webm;codecs=opus',
  'audio/webm',
];

/**
 * Returns the first kind of file that this browser can record, or null.
 *
 * H.264 in MP4 comes first: it plays in each browser after a remux, where WebM must be transcoded.
 */
export function bestKind(
  picture: boolean,
  canRecord: (kind: string) => boolean = (kind) => MediaRecorder.isTypeSupported(kind),
): string | null {
  return (picture ? WITH_PICTURE : SOUND_ONLY).find(canRecord) ?? null;
}
