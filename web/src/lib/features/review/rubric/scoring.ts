import type { Review } from '#lib/kit/api/coaching.ts';

/** What scoring on one criterion needs of the review under way. */
export type Scoring = {
  readonly mayChange: boolean;
  readonly marks: {
    readonly scores: Readonly<Record<string, { level: string; note: string }>>;
  };
  readonly review: Partial<Pick<Review, 'before'>>;
  score: (criterion: string, level: string, note?: string) => void;
};
