/** The person's choice: by the network, the clearest file, or the smallest. */
export type Quality = 'auto' | 'clear' | 'saving';

export const QUALITIES: readonly Quality[] = ['auto', 'clear', 'saving'];

/** One file of a recording; `size` in bytes. */
export type Rung = { name: string; size: number };

/** What a browser tells of its network (`navigator.connection`), where it tells anything. */
export type Network = {
  saveData?: boolean | undefined;
  effectiveType?: string | undefined;
  /** Mbit/s */
  downlink?: number | undefined;
};

/** How much faster than a file the network must be to play it without stalling. */
const MARGIN = 1.5;
const SLOWEST: readonly string[] = ['slow-2g', '2g'];

/** Returns the bits a second of a file that lasts `duration` ms; 0 while that is not known. */
export const rateOf = ({ size }: Rung, duration: number): number =>
  duration > 0 ? (size * 8000) / duration : 0;

function allowance({ downlink, effectiveType }: Network): number {
  if (effectiveType && SLOWEST.includes(effectiveType)) return 0;
  return downlink === undefined ? Infinity : (downlink * 1_000_000) / MARGIN;
}

type Circumstances = {
  quality: Quality;
  network: Network;
  /** The bits a second at which this network stalled lately; Infinity while it never did. */
  ceiling: number;
  /** The length of the recording, in ms. */
  duration: number;
};

/**
 * Returns the file to play, of files from large to small; the smallest when the network carries
 * none.
 */
export function pick<T extends Rung>(
  rungs: readonly T[],
  { quality, network, ceiling, duration }: Circumstances,
): T | undefined {
  const smallest = rungs.at(-1);
  if (quality === 'clear') return rungs[0];
  if (quality === 'saving' || network.saveData) return smallest;
  const most = allowance(network);
  const fits = (rung: T) => rateOf(rung, duration) <= most && rateOf(rung, duration) < ceiling;
  return rungs.find(fits) ?? smallest;
}
