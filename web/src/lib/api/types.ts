/** Shapes of the API as the screens use them; see docs/openapi.yaml. */

export type Role = 'employee' | 'coach' | 'author' | 'manager' | 'admin';

export type Membership = {
  id: string;
  organisation: { slug: string; name: string; video_retention_days: number };
  roles: Role[];
  time_zone: string;
  teams: { id: string; name: string }[];
};

export type Me = {
  id: string;
  email: string;
  name: string;
  language: string;
  memberships: Membership[];
};

/** A page of a list, newest first unless said otherwise; `next` is a whole address. */
export type Page<T> = { results: T[]; next: string | null; previous: string | null };

export type Message = {
  id: string;
  kind: string;
  text: string;
  link: string;
  created_at: string;
  read_at: string | null;
};

export type ExerciseSummary = {
  scenario_version: string;
  title: string;
  summary: string;
  content_warning: string;
  minutes: number;
  techniques: string[];
};

export type Card = {
  step: string;
  programme: { id: string; name: string };
  exercise: ExerciseSummary;
  reason: string;
  attempt: string | null;
};

export type Today = {
  card: Card | null;
  waiting: { attempt: string; title: string; submitted_at: string }[];
  feedback: { attempt: string; title: string; released_at: string; read: boolean }[];
  next_nudge_at: string | null;
};

export type Scene = {
  id: string;
  order: number;
  kind: 'watch' | 'choose' | 'respond';
  prompt: string;
  options: { id: string; text: string }[];
  max_take_ms: number | null;
  has_video: boolean;
};

export type Exercise = ExerciseSummary & { scenes: Scene[] };

export type Answer = { scene: string; option: string; is_right: boolean; explanation: string };

export type VideoState = 'receiving' | 'received' | 'processing' | 'ready' | 'failed' | 'deleted';

/** `reason` is a stable code, `reason_text` says it to people; `progress` is in percent. */
export type Video = {
  id: string;
  state: VideoState;
  reason: string;
  reason_text: string;
  progress: number;
};

export type Take = {
  id: string;
  scene: string;
  number: number;
  recorded_at: string;
  duration_ms: number;
  video: Video;
};

export type Attempt = {
  id: string;
  step: string;
  state: 'open' | 'submitted' | 'scored' | 'withdrawn';
  number: number;
  started_at: string;
  submitted_at: string | null;
  scored_at: string | null;
  exercise: Exercise;
  answers: Answer[];
  takes: Take[];
  submitted_take: string | null;
  follows: string | null;
  next: string | null;
};

export type Playback = {
  video: string;
  state: VideoState;
  reason: string;
  reason_text?: string;
  url: string | null;
  content_type: string | null;
  duration_ms: number | null;
  width: number | null;
  height: number | null;
  poster_url: string | null;
  captions: { language: string; url: string }[];
  expires_at: string | null;
};

export type Upload = {
  id: string;
  state: 'open' | 'complete' | 'expired' | 'terminated';
  length: number;
  offset: number;
  location: string;
  expires_at: string;
};

export type CommentKind = 'strength' | 'say_instead' | 'note';

export type Comment = { id: string; at_ms: number; kind: CommentKind; text: string };

export type FeedbackScore = {
  criterion: string;
  name: string;
  level: { value: number; name: string; description: string };
  note: string;
};

export type Feedback = {
  attempt: string;
  exercise_title: string;
  coach_name: string;
  released_at: string;
  scores: FeedbackScore[];
  comments: Comment[];
  take: { id: string; duration_ms: number };
};
