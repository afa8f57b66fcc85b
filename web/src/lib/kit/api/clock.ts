/** Returns the present moment as the API writes it: ISO 8601, UTC. */
export const nowIso = (): string => new Date().toISOString();
