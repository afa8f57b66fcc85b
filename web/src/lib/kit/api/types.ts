/** Names the API's shapes as the screens use them, from docs/openapi.yaml (`npm run types`). */
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

export type Role = Shapes['Role'];
export type Membership = Shapes['Membership'];
export type Me = Shapes['Me'];

/** A page of a list, newest first unless said otherwise; `next` is a whole address. */
export type Page<T> = { results: T[]; next?: string | null; previous?: string | null };

export type Message = Shapes['Message'];
export type Unread = Shapes['Unread'];
export type MessageKind = Shapes['MessageKind'];
export type MessageChannel = Shapes['MessageChannel'];
export type Preferences = Shapes['Preferences'];
export type QuietHours = Shapes['QuietHours'];
export type Device = Shapes['Device'];
export type Devices = Shapes['Devices'];

export type Card = Shapes['Card'];
export type Today = Shapes['Today'];
export type Scene = Shapes['ExerciseScene'];
export type ExerciseSummary = Shapes['ExerciseSummary'];
export type Exercise = Shapes['Exercise'];
export type Answer = Shapes['Answer'];
export type Take = Shapes['Take'];
export type Attempt = Shapes['Attempt'];
export type Comparison = Shapes['Comparison'];
export type ComparedReply = Shapes['ComparedReply'];
export type ComparedTake = Shapes['ComparedTake'];
export type Skill = Shapes['OwnSkill'];
export type Skills = Shapes['OwnSkills'];

export type VideoState = Shapes['VideoState'];
export type Video = Shapes['VideoSummary'];
export type Playback = Shapes['Playback'];
export type Upload = Shapes['Upload'];
export type Captions = Shapes['Captions'];
export type CaptionsDraft = Shapes['CaptionsDraft'];
export type CaptionsProposal = Shapes['CaptionsProposal'];

export type CommentKind = Shapes['CommentKind'];
export type Comment = Shapes['Comment'];
export type FeedbackScore = Shapes['FeedbackScore'];
export type Feedback = Shapes['Feedback'];
/** The rubric of what one sent, and the levels that one gave it oneself. */
export type SelfAssessment = Shapes['SelfAssessment'];
/** A level that an employee gave themselves, in words. */
export type OwnLevel = Shapes['OwnLevel'];
/** What was written below feedback; `left` is how often the reader's side may still write. */
export type Discussion = Shapes['Discussion'];
export type FollowUp = Shapes['FollowUp'];
