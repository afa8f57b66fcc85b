/** The take before beside this one: which attempt it was, and showing it; null where there is none. */
export type Turn = { number: number; on: boolean; turn: () => void } | null;
