export interface paths {
    "/api/v1/{organisation}/aggression-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Kinds of aggression
         * @description Authors, coaches, managers and admins see the list.
         */
        get: operations["listAggressionTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One's own attempts, newest first. */
        get: operations["listAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One attempt, with its exercise, answers and takes. */
        get: operations["readAttempt"];
        /**
         * @description Starts an exercise under a client-made id; repeating it gets the same answer.
         *
         *     `follows` is one's own scored attempt at the same step. Problems: `attempt_open` (one is
         *     open already; errors[0].attr is its id), `cannot_follow`, `exercise_not_ready`,
         *     `id_in_use`, `not_found`.
         */
        put: operations["startAttempt"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}/answers/{scene}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * @description Chooses an option; the answer says whether it was right, and why. The first one stays.
         *
         *     Problems: `already_answered`, `unknown_option`, `attempt_closed`, `not_found`.
         */
        put: operations["giveAnswer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}/scenes/{scene}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The customer's clip, in one's own language where there is one. */
        get: operations["playScene"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Shows one take to the organisation's coaches; repeating it gets the same answer.
         *
         *     Problems: `already_submitted` (another take), `take_not_arrived`, `take_unusable`,
         *     `not_found`.
         */
        post: operations["submitAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}/takes/{take}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A take and how far its video is. */
        get: operations["readTake"];
        /**
         * @description Keeps a recording under a client-made id; its bytes may still be arriving. Repeating it
         *     gets the same answer.
         *
         *     Problems: `attempt_closed`, `upload_in_use`, `upload_not_a_take`, `id_in_use`, `not_found`.
         */
        put: operations["keepTake"];
        post?: never;
        /**
         * @description Throws a take of an open attempt away, with its video.
         *
         *     Problems: `attempt_closed`, `not_found`.
         */
        delete: operations["deleteTake"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/attempts/{attempt}/takes/{take}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Where to watch one's own take. */
        get: operations["playTake"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One's own enrolments; everyone's, in counts, for managers and admins. */
        get: operations["listEnrolments"];
        put?: never;
        /**
         * @description Puts a member in a programme; twice is once.
         *
         *     Problems: `role_required`, `unknown_programme`, `unknown_member`.
         */
        post: operations["enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/feedback/{attempt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The coach's feedback on one's own attempt. Problems: `not_found` until it is released. */
        get: operations["readFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/feedback/{attempt}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Says that the employee has read it; repeatable. Problems: `not_found`. */
        put: operations["markFeedbackRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/leases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Takes the oldest free one, or the named attempt; 200 when the caller holds it already.
         *
         *     Problems: `queue_empty`, `lease_held`, `video_not_ready`, `own_attempt`,
         *     `already_released`, `not_found`.
         */
        post: operations["takeLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/leases/{lease}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Gives the review back; what was saved stays. Repeatable. Problems: `not_found`. */
        delete: operations["giveBackLease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/leases/{lease}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Holds it for another 20 minutes from now.
         *
         *     Problems: `lease_stale` when it has ended, `not_found`.
         */
        post: operations["renewLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The caller's own place in this organisation. */
        get: operations["readMembership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * @description Sets where the caller lives, for the hours at which nudges come.
         *
         *     Problems: `invalid` with `unknown_time_zone`.
         */
        patch: operations["changeMembership"];
        trace?: never;
    };
    "/api/v1/{organisation}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The caller's own messages, newest first. */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/messages/{message}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * @description Marks the message as read. Repeating changes nothing.
         *
         *     Problems: `not_found`, also for another's message.
         */
        put: operations["markMessageRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Everyone in the organisation by name, also who was let go. For managers and admins. */
        get: operations["listPeople"];
        put?: never;
        /**
         * @description Adds a person to the organisation. For admins.
         *
         *     Problems: `already_member`, `unknown_team`, `invalid` with `unknown_time_zone`.
         */
        post: operations["addPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/people/{membership}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One person of the organisation. For admins. */
        get: operations["readPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * @description Changes roles, teams, time zone, or lets someone go and back in. For admins.
         *
         *     Problems: `last_admin`, `unknown_team`, `invalid` with `unknown_time_zone`.
         */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/api/v1/{organisation}/programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organisation's programmes. */
        get: operations["listProgrammes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What waits for a coach, oldest first; one's own attempts are left out. */
        get: operations["listQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The submitted take: exercise, rubric and marks so far, in the coach's language. */
        get: operations["readReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}/comments/{comment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * @description The comment with this client-made id; repeatable.
         *
         *     Problems: `lease_stale` (nothing was saved), `invalid` with `after_the_end`, `not_found`.
         */
        put: operations["saveComment"];
        post?: never;
        /** @description Takes the comment away; repeatable. Problems: `lease_stale`, `not_found`. */
        delete: operations["removeComment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A short-lived address of the submitted take, for this coach. */
        get: operations["playReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Gives the feedback to the employee, for good. Repeatable.
         *
         *     Problems: `review_incomplete`, whose errors list what is missing; `lease_stale`,
         *     `already_released`, `not_found`.
         */
        post: operations["releaseReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}/scenes/{scene}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The customer's clip that the employee replied to, in the coach's language. */
        get: operations["playReviewScene"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/reviews/{review}/scores/{criterion}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * @description The level on one criterion; repeatable.
         *
         *     Problems: `lease_stale` (nothing was saved), `invalid` with `unknown_level`, `not_found`.
         */
        put: operations["saveScore"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/rubric-versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A rubric version, whole
         * @description Authors, coaches and admins read it; authors save drafts.
         */
        get: operations["readRubricVersion"];
        /**
         * Save a draft, whole, under a client-made id
         * @description For authors. The same document again gets the same answer.
         *
         *     Problems: `if_match_required`, `draft_changed`, `draft_exists`, `already_published`,
         *     `unknown_reference`, `invalid`, `not_found`.
         */
        put: operations["saveRubricVersion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/rubric-versions/{version}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fix a rubric version for ever
         * @description For authors. Publishing again answers with the first publication.
         *
         *     Problems: `rubric_incomplete`, whose errors list each gap with its place; `not_found`.
         */
        post: operations["publishRubricVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/rubrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rubrics with their versions
         * @description Authors, coaches, managers and admins see the list; authors add to it.
         */
        get: operations["listRubrics"];
        put?: never;
        /**
         * Make a rubric; its versions come after
         * @description For authors. Problems: `code_taken`, `invalid`.
         */
        post: operations["createRubric"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/scenario-versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A scenario version, whole
         * @description Authors, coaches and admins read it, right answers included; authors save drafts.
         */
        get: operations["readScenarioVersion"];
        /**
         * Save a draft, whole, under a client-made id
         * @description For authors. The same document again gets the same answer.
         *
         *     Problems: `if_match_required`, `draft_changed`, `draft_exists`, `already_published`,
         *     `unknown_reference`, `invalid`, `not_found`.
         */
        put: operations["saveScenarioVersion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/scenario-versions/{version}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fix a scenario version for ever
         * @description For authors. Publishing again answers with the first publication.
         *
         *     Problems: `scenario_incomplete`, whose errors list each gap with its place; `not_found`.
         */
        post: operations["publishScenarioVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scenarios with their versions
         * @description Authors, coaches, managers and admins see the list; authors add to it.
         */
        get: operations["listScenarios"];
        put?: never;
        /**
         * Make a scenario; its versions come after
         * @description For authors. Problems: `code_taken`, `invalid`.
         */
        post: operations["createScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description The card of one exercise of one's own programmes.
         *
         *     Problems: `not_found`; `exercise_not_ready` while nothing of it is published.
         */
        get: operations["readStep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organisation's teams by name. For managers and admins. */
        get: operations["listTeams"];
        put?: never;
        /** @description Adds a team. For admins. Problems: `team_name_taken`, `invalid`. */
        post: operations["addTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Renames a team. For admins. Problems: `team_name_taken`, `invalid`. */
        patch: operations["renameTeam"];
        trace?: never;
    };
    "/api/v1/{organisation}/techniques": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one can learn to do
         * @description Authors, coaches, managers and admins see the list.
         */
        get: operations["listTechniques"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One exercise to do, what waits for a coach, and the feedback that came. */
        get: operations["readToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an upload as tus clients do
         * @description tus 1.0 creation; metadata `filetype`, and if wanted `id` and `purpose`. The bytes go to the Location.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an upload is
         * @description One upload of one's own, by the id that the client made.
         */
        get: operations["readUpload"];
        /**
         * Create an upload under an id made by the client; again gives the same answer
         * @description One upload of one's own, by the id that the client made.
         */
        put: operations["putUpload"];
        post?: never;
        /**
         * Stop an upload; its bytes are removed
         * @description One upload of one's own, by the id that the client made.
         */
        delete: operations["deleteUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/videos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a recording of one's own is
         * @description A view under /api/v1/{organisation}/. Outsiders get 404.
         *
         *     `allowed` names the roles that may come in (None: any member), else 403; `allowed_to` names
         *     them for one HTTP method where that differs.
         */
        get: operations["readVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/videos/{id}/captions/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The captions of a recording of one's own
         * @description One language's captions. People who watch get them through the playback's links.
         */
        get: operations["readCaptions"];
        /**
         * Write or change captions; `captions_invalid` names the line at fault
         * @description One language's captions. People who watch get them through the playback's links.
         */
        put: operations["putCaptions"];
        post?: never;
        /**
         * Remove captions; `captions_needed` for a customer's clip
         * @description One language's captions. People who watch get them through the playback's links.
         */
        delete: operations["deleteCaptions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/videos/{id}/captions/{language}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have captions written from the speech; they appear when they are done
         * @description A first version from the speech, where this installation has a model for that.
         */
        post: operations["draftCaptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{organisation}/videos/{id}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch a recording of one's own
         * @description A view under /api/v1/{organisation}/. Outsiders get 404.
         *
         *     `allowed` names the roles that may come in (None: any member), else 403; `allowed_to` names
         *     them for one HTTP method where that differs.
         */
        get: operations["playVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who is signed in, and where they belong. */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * @description Changes the caller's own name or language. The answer is in the new language.
         *
         *     Problems: `invalid`.
         */
        patch: operations["changeMe"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AggressionType: {
            /** Format: uuid */
            id: string;
            code: string;
            readonly name: string;
            readonly description: string;
            style: components["schemas"]["Style"];
        };
        Answer: {
            /** Format: uuid */
            scene: string;
            /** Format: uuid */
            option: string;
            is_right: boolean;
            readonly explanation: string;
        };
        Answered: {
            /** Format: uuid */
            attempt: string;
            title: string;
            /** Format: date-time */
            released_at: string;
            read: boolean;
        };
        /** @description `follows` is the attempt whose feedback led to this one, `next` the first that follows it. */
        Attempt: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            step: string;
            state: components["schemas"]["AttemptState"];
            readonly number: number;
            /** Format: date-time */
            readonly started_at: string;
            /** Format: date-time */
            readonly submitted_at: string | null;
            /** Format: date-time */
            readonly scored_at: string | null;
            readonly exercise: components["schemas"]["Exercise"];
            answers: components["schemas"]["Answer"][];
            takes: components["schemas"]["Take"][];
            /** Format: uuid */
            submitted_take: string | null;
            /** Format: uuid */
            follows: string | null;
            /** Format: uuid */
            readonly next: string | null;
        };
        /**
         * @description * `open` - being practised
         *     * `submitted` - waiting for a coach
         *     * `scored` - scored
         *     * `withdrawn` - withdrawn
         * @enum {string}
         */
        AttemptState: "open" | "submitted" | "scored" | "withdrawn";
        Captions: {
            readonly language: string;
            readonly text: string;
        };
        /** @description `text` is a whole WebVTT file. */
        CaptionsBodyRequest: {
            text: string;
        };
        CaptionsLink: {
            readonly language: string;
            readonly url: string;
        };
        /** @description One exercise to do. */
        Card: {
            /** Format: uuid */
            step: string;
            programme: components["schemas"]["ProgrammeName"];
            exercise: components["schemas"]["ExerciseSummary"];
            /** @description How long and why now, in one line. */
            reason: string;
            /**
             * Format: uuid
             * @description The open one to go on with.
             */
            attempt: string | null;
        };
        ChoiceRequest: {
            /** Format: uuid */
            option: string;
        };
        /** @description The id of a scene video per language. */
        Clips: {
            /** Format: uuid */
            nl?: string;
            /** Format: uuid */
            en?: string;
        };
        /** @description The id of a scene video per language. */
        ClipsRequest: {
            /** Format: uuid */
            nl?: string;
            /** Format: uuid */
            en?: string;
        };
        Comment: {
            /** Format: uuid */
            id: string;
            /** @description From the start of the take. */
            at_ms: number;
            kind: components["schemas"]["CommentKind"];
            text: string;
        };
        /**
         * @description * `strength` - strength
         *     * `say_instead` - say this instead
         *     * `note` - note
         * @enum {string}
         */
        CommentKind: "strength" | "say_instead" | "note";
        CriterionDocument: {
            /** Format: uuid */
            readonly id: string;
            readonly order: number;
            /** @description A technique's code. */
            technique: string;
            name: components["schemas"]["Texts"];
            description: components["schemas"]["Texts"];
            levels: components["schemas"]["LevelDocument"][];
        };
        CriterionDocumentRequest: {
            /** @description A technique's code. */
            technique: string;
            name: components["schemas"]["TextsRequest"];
            description: components["schemas"]["TextsRequest"];
            levels: components["schemas"]["LevelDocumentRequest"][];
        };
        /** @description That somebody takes part: counts, and no scores, titles or moments of practice. */
        Enrolment: {
            /** Format: uuid */
            readonly id: string;
            programme: components["schemas"]["ProgrammeName"];
            /** Format: uuid */
            membership: string;
            person_name: string;
            state: components["schemas"]["EnrolmentState"];
            /** Format: date-time */
            readonly created_at: string;
            steps_total: number;
            steps_done: number;
            attempts_submitted: number;
        };
        /**
         * @description * `active` - active
         *     * `paused` - paused
         *     * `finished` - finished
         * @enum {string}
         */
        EnrolmentState: "active" | "paused" | "finished";
        Exercise: {
            /** Format: uuid */
            scenario_version: string;
            title: string;
            summary: string;
            /** @description Empty when there is nothing to warn for. */
            content_warning: string;
            minutes: number;
            techniques: string[];
            scenes: components["schemas"]["ExerciseScene"][];
        };
        ExerciseOption: {
            /** Format: uuid */
            id: string;
            text: string;
        };
        ExerciseScene: {
            /** Format: uuid */
            id: string;
            order: number;
            kind: components["schemas"]["SceneKind"];
            prompt: string;
            options: components["schemas"]["ExerciseOption"][];
            /** @description Only on respond scenes. */
            max_take_ms: number | null;
            has_video: boolean;
        };
        ExerciseSummary: {
            /** Format: uuid */
            scenario_version: string;
            title: string;
            summary: string;
            /** @description Empty when there is nothing to warn for. */
            content_warning: string;
            minutes: number;
            techniques: string[];
        };
        Feedback: {
            /** Format: uuid */
            attempt: string;
            exercise_title: string;
            coach_name: string;
            /** Format: date-time */
            released_at: string;
            scores: components["schemas"]["FeedbackScore"][];
            comments: components["schemas"]["Comment"][];
            take: components["schemas"]["ReviewedTake"];
        };
        FeedbackLevel: {
            value: number;
            name: string;
            description: string;
        };
        FeedbackScore: {
            /** Format: uuid */
            criterion: string;
            name: string;
            level: components["schemas"]["FeedbackLevel"];
            note: string;
        };
        /**
         * @description * `me` - me
         *     * `other` - other
         * @enum {string}
         */
        HeldByEnum: "me" | "other";
        /**
         * @description * `nl` - Dutch
         *     * `en` - English
         * @enum {string}
         */
        Language: "nl" | "en";
        /** @description A hold on a review. It ends at `expires_at` unless it is renewed before. */
        Lease: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            review: string;
            /** Format: uuid */
            attempt: string;
            /** Format: date-time */
            expires_at: string;
        };
        LevelDocument: {
            /** Format: uuid */
            readonly id: string;
            /** @description 1 is lowest. */
            value: number;
            name: components["schemas"]["Texts"];
            description: components["schemas"]["Texts"];
        };
        LevelDocumentRequest: {
            /** @description 1 is lowest. */
            value: number;
            name: components["schemas"]["TextsRequest"];
            description: components["schemas"]["TextsRequest"];
        };
        /** @description The person who is signed in. */
        Me: {
            /** Format: uuid */
            readonly id: string;
            /** Format: email */
            readonly email: string;
            name: string;
            language: components["schemas"]["Language"];
            readonly memberships: components["schemas"]["Membership"][];
        };
        /** @description The caller's own place in an organisation. */
        Membership: {
            /** Format: uuid */
            readonly id: string;
            readonly organisation: components["schemas"]["Organisation"];
            readonly roles: components["schemas"]["Role"][];
            /** @description An IANA time zone name, such as Europe/Amsterdam. */
            time_zone: string;
            readonly teams: components["schemas"]["Team"][];
        };
        Message: {
            /** Format: uuid */
            readonly id: string;
            kind: components["schemas"]["MessageKind"];
            /** @description One line, in the reader's language. */
            readonly text: string;
            /** @description A path of the client, to open on a tap. */
            link: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly read_at: string | null;
        };
        /**
         * @description * `nudge` - an exercise is ready
         *     * `feedback_ready` - feedback is ready
         *     * `take_failed` - a recording can't be used
         * @enum {string}
         */
        MessageKind: "nudge" | "feedback_ready" | "take_failed";
        /**
         * @description * `score_missing` - score_missing
         *     * `strength_missing` - strength_missing
         *     * `say_instead_missing` - say_instead_missing
         * @enum {string}
         */
        MissingEnum: "score_missing" | "strength_missing" | "say_instead_missing";
        NameLeaseRequest: {
            /**
             * Format: uuid
             * @description The caller's open lease on this review.
             */
            lease: string;
        };
        NewAttemptRequest: {
            /** Format: uuid */
            step: string;
            /** Format: uuid */
            follows?: string | null;
        };
        NewEnrolmentRequest: {
            /** Format: uuid */
            programme: string;
            /** Format: uuid */
            membership: string;
        };
        /** @description Someone to add. A person who already uses Kalm keeps their own name and language. */
        NewPersonRequest: {
            /** Format: email */
            email: string;
            name: string;
            roles: components["schemas"]["Role"][];
            teams?: string[];
            /**
             * @description An IANA time zone name, such as Europe/Amsterdam.
             * @default Europe/Amsterdam
             */
            time_zone: string;
            /** @default nl */
            language: components["schemas"]["Language"];
        };
        NewRubricRequest: {
            code: string;
            name: components["schemas"]["TextsRequest"];
        };
        NewScenarioRequest: {
            code: string;
        };
        NewTakeRequest: {
            /** Format: uuid */
            scene: string;
            /**
             * Format: uuid
             * @description One's own upload with purpose take.
             */
            upload: string;
            /** Format: date-time */
            recorded_at: string;
            duration_ms: number;
        };
        /** @description `length` in bytes; `content_type` as the recorder names it, parameters allowed. */
        NewUploadRequest: {
            length: number;
            content_type: string;
            /** @default take */
            purpose: components["schemas"]["UploadPurpose"];
        };
        /** @enum {unknown} */
        NullEnum: null;
        OptionDocument: {
            /** Format: uuid */
            readonly id: string;
            readonly order: number;
            text: components["schemas"]["Texts"];
            is_right: boolean;
            explanation: components["schemas"]["Texts"];
        };
        OptionDocumentRequest: {
            text: components["schemas"]["TextsRequest"];
            is_right: boolean;
            explanation: components["schemas"]["TextsRequest"];
        };
        Organisation: {
            readonly slug: string;
            readonly name: string;
            readonly video_retention_days: number;
        };
        PaginatedAggressionTypeList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["AggressionType"][];
        };
        PaginatedAttemptList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Attempt"][];
        };
        PaginatedEnrolmentList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Enrolment"][];
        };
        PaginatedMessageList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Message"][];
        };
        PaginatedPersonList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Person"][];
        };
        PaginatedProgrammeList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Programme"][];
        };
        PaginatedQueueLineList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["QueueLine"][];
        };
        PaginatedRubricList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Rubric"][];
        };
        PaginatedScenarioList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Scenario"][];
        };
        PaginatedTeamList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Team"][];
        };
        PaginatedTechniqueList: {
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cD00ODY%3D"
             */
            next?: string | null;
            /**
             * Format: uri
             * @example http://api.example.org/accounts/?cursor=cj0xJnA9NDg3
             */
            previous?: string | null;
            results: components["schemas"]["Technique"][];
        };
        /** @description The person who is signed in. */
        PatchedMeRequest: {
            name?: string;
            language?: components["schemas"]["Language"];
        };
        /** @description The caller's own place in an organisation. */
        PatchedMembershipRequest: {
            /** @description An IANA time zone name, such as Europe/Amsterdam. */
            time_zone?: string;
        };
        /** @description What an admin changes; a part that is left out stays. */
        PatchedPersonChangeRequest: {
            roles?: components["schemas"]["Role"][];
            teams?: string[];
            /** @description An IANA time zone name, such as Europe/Amsterdam. */
            time_zone?: string;
            is_active?: boolean;
        };
        PatchedTeamRequest: {
            name?: string;
        };
        /** @description A person as their organisation knows them; `id` is the membership's. */
        Person: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** Format: email */
            readonly email: string;
            readonly roles: components["schemas"]["Role"][];
            readonly teams: components["schemas"]["Team"][];
            readonly time_zone: string;
            readonly is_active: boolean;
        };
        /**
         * @description Where to watch until `expires_at`. While `state` is not ready, `url` is null, and `progress`
         *     says in percent how far it is. `renditions` are sorted from large to small, and `url` is the
         *     first; `peaks` (0 to 100) draw the waveform.
         */
        Playback: {
            /** Format: uuid */
            readonly video: string;
            readonly state: components["schemas"]["VideoState"];
            readonly reason: string;
            readonly reason_text: string;
            readonly progress: number;
            readonly url: string | null;
            readonly content_type: string | null;
            readonly duration_ms: number | null;
            readonly width: number | null;
            readonly height: number | null;
            readonly poster_url: string | null;
            readonly captions: components["schemas"]["CaptionsLink"][];
            readonly renditions: components["schemas"]["RenditionLink"][];
            readonly peaks: number[];
            /** Format: date-time */
            readonly expires_at: string | null;
        };
        /** @description RFC 9457; branch on `code`, show `detail`. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            errors?: components["schemas"]["ProblemPart"][];
        };
        ProblemPart: {
            code: string;
            detail: string;
            attr: string | null;
        };
        /** @description `weekdays` are ISO numbers, 1 is Monday; `nudge_time` is wall time where the employee is. */
        Programme: {
            /** Format: uuid */
            readonly id: string;
            readonly code: string;
            readonly name: string;
            readonly description: string;
            readonly days_between: number;
            readonly nudge_time: string;
            readonly weekdays: number[];
            readonly review_promise_hours: number;
            steps_total: number;
        };
        ProgrammeName: {
            /** Format: uuid */
            id: string;
            readonly name: string;
        };
        /** @description A version that is fixed for ever, and what to look at in the next. */
        Publication: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            published_at: string;
            warnings: components["schemas"]["Warning"][];
        };
        /** @description A submitted attempt without released feedback. */
        QueueLine: {
            /** Format: uuid */
            attempt: string;
            exercise_title: string;
            person_name: string;
            /** Format: date-time */
            submitted_at: string;
            /**
             * Format: date-time
             * @description When the programme says feedback is there.
             */
            promised_at: string;
            take_number: number;
            video_state: components["schemas"]["VideoState"];
            held_by: (components["schemas"]["HeldByEnum"] | components["schemas"]["NullEnum"]) | null;
            /** @description Only one's own. */
            lease: components["schemas"]["Lease"] | null;
        };
        /** @description One file of the recording: `size` in bytes, sides in pixels as shown (0 without picture). */
        RenditionLink: {
            readonly name: string;
            readonly url: string;
            readonly content_type: string;
            readonly width: number;
            readonly height: number;
            readonly size: number;
        };
        Review: {
            /** Format: uuid */
            id: string;
            state: components["schemas"]["ReviewStateEnum"];
            attempt: components["schemas"]["ReviewedAttempt"];
            exercise: components["schemas"]["Exercise"];
            take: components["schemas"]["ReviewedTake"];
            rubric: components["schemas"]["RubricDocument"];
            scores: components["schemas"]["Score"][];
            comments: components["schemas"]["Comment"][];
            /** @description The caller's hold, while it is open. */
            lease: components["schemas"]["Lease"] | null;
            /** @description Why it can't be released yet, each code once. */
            missing: components["schemas"]["MissingEnum"][];
        };
        /**
         * @description * `open` - open
         *     * `released` - released
         * @enum {string}
         */
        ReviewStateEnum: "open" | "released";
        ReviewedAnswer: {
            /** Format: uuid */
            scene: string;
            /** Format: uuid */
            option: string;
            is_right: boolean;
            explanation: string;
        };
        ReviewedAttempt: {
            /** Format: uuid */
            id: string;
            number: number;
            /** Format: date-time */
            submitted_at: string;
            answers: components["schemas"]["ReviewedAnswer"][];
            person_name: string;
        };
        ReviewedTake: {
            /** Format: uuid */
            id: string;
            duration_ms: number;
        };
        /**
         * @description * `employee` - employee
         *     * `coach` - coach
         *     * `author` - author
         *     * `manager` - manager
         *     * `admin` - organisation admin
         * @enum {string}
         */
        Role: "employee" | "coach" | "author" | "manager" | "admin";
        /** @description Versions newest first. */
        Rubric: {
            /** Format: uuid */
            id: string;
            code: string;
            readonly name: string;
            versions: components["schemas"]["VersionLine"][];
        };
        RubricCriterion: {
            /** Format: uuid */
            id: string;
            order: number;
            name: string;
            description: string;
            levels: components["schemas"]["RubricLevel"][];
        };
        RubricDocument: {
            /** Format: uuid */
            version: string;
            criteria: components["schemas"]["RubricCriterion"][];
        };
        RubricLevel: {
            /** Format: uuid */
            id: string;
            value: number;
            name: string;
            description: string;
        };
        /** @description A whole document; the order of criteria is their place in the list. */
        RubricVersion: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            rubric: string;
            readonly number: number;
            /** Format: date-time */
            readonly published_at: string | null;
            criteria: components["schemas"]["CriterionDocument"][];
        };
        /** @description A whole document; the order of criteria is their place in the list. */
        RubricVersionRequest: {
            /** Format: uuid */
            rubric: string;
            criteria: components["schemas"]["CriterionDocumentRequest"][];
        };
        SaveCommentRequest: {
            /** Format: uuid */
            lease: string;
            /** @description From the start of the take. */
            at_ms: number;
            kind: components["schemas"]["CommentKind"];
            text: string;
        };
        SaveScoreRequest: {
            /** Format: uuid */
            lease: string;
            /** Format: uuid */
            level: string;
            /** @default  */
            note: string;
        };
        /** @description Versions newest first; the title is the newest version's, empty before there is one. */
        Scenario: {
            /** Format: uuid */
            id: string;
            code: string;
            readonly title: string;
            versions: components["schemas"]["VersionLine"][];
        };
        /** @description The same document on its way in. */
        ScenarioDocumentRequest: {
            /** Format: uuid */
            scenario: string;
            title: components["schemas"]["TextsRequest"];
            summary: components["schemas"]["TextsRequest"];
            content_warning?: components["schemas"]["TextsRequest"];
            /** @default 3 */
            minutes: number;
            /** Format: uuid */
            rubric_version?: string | null;
            aggression_type?: string | null;
            techniques?: string[];
            scenes: components["schemas"]["SceneDocumentRequest"][];
        };
        /** @description A whole document; the order of scenes and options is their place in the list. */
        ScenarioVersion: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            scenario: string;
            readonly number: number;
            /** Format: date-time */
            readonly published_at: string | null;
            title: components["schemas"]["Texts"];
            summary: components["schemas"]["Texts"];
            content_warning?: components["schemas"]["Texts"];
            /** @default 3 */
            minutes: number;
            /** Format: uuid */
            rubric_version?: string | null;
            aggression_type?: string | null;
            /** @description Codes. */
            readonly techniques: string[];
            scenes: components["schemas"]["SceneDocument"][];
        };
        /** @description Clips belong to watch scenes, options to choose, a time cap and example to respond. */
        SceneDocument: {
            /** Format: uuid */
            readonly id: string;
            readonly order: number;
            kind: components["schemas"]["SceneKind"];
            prompt: components["schemas"]["Texts"];
            max_take_ms?: number | null;
            example_answer?: components["schemas"]["Texts"];
            clips?: components["schemas"]["Clips"];
            options?: components["schemas"]["OptionDocument"][];
        };
        /** @description Clips belong to watch scenes, options to choose, a time cap and example to respond. */
        SceneDocumentRequest: {
            kind: components["schemas"]["SceneKind"];
            prompt: components["schemas"]["TextsRequest"];
            max_take_ms?: number | null;
            example_answer?: components["schemas"]["TextsRequest"];
            clips?: components["schemas"]["ClipsRequest"];
            options?: components["schemas"]["OptionDocumentRequest"][];
        };
        /**
         * @description * `watch` - watch
         *     * `choose` - choose
         *     * `respond` - respond
         * @enum {string}
         */
        SceneKind: "watch" | "choose" | "respond";
        Score: {
            /** Format: uuid */
            criterion: string;
            /** Format: uuid */
            level: string;
            note: string;
        };
        /**
         * @description * `supportive` - supportive
         *     * `directive` - directive
         * @enum {string}
         */
        Style: "supportive" | "directive";
        SubmissionRequest: {
            /** Format: uuid */
            take: string;
        };
        /** @description A recording; `duration_ms` is what the phone measured. */
        Take: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            scene: string;
            readonly number: number;
            /** Format: date-time */
            readonly recorded_at: string;
            readonly duration_ms: number;
            video: components["schemas"]["VideoSummary"];
        };
        TakeLeaseRequest: {
            /**
             * Format: uuid
             * @description Which one to take; left out, the oldest that is free.
             */
            attempt?: string;
        };
        Team: {
            /** Format: uuid */
            readonly id: string;
            name: string;
        };
        TeamRequest: {
            name: string;
        };
        Technique: {
            /** Format: uuid */
            id: string;
            code: string;
            readonly name: string;
            readonly description: string;
        };
        /** @description A text per language. In a draft it may still be empty. */
        Texts: {
            nl?: string;
            en?: string;
        };
        /** @description A text per language. In a draft it may still be empty. */
        TextsRequest: {
            nl?: string;
            en?: string;
        };
        Today: {
            card: components["schemas"]["Card"] | null;
            /** @description Submitted, oldest first. */
            waiting: components["schemas"]["Waiting"][];
            /** @description The ten newest, newest first. */
            feedback: components["schemas"]["Answered"][];
            /** Format: date-time */
            next_nudge_at: string | null;
        };
        /** @description Bytes arriving: send them to `location` with tus 1.0. Sizes in bytes. */
        Upload: {
            /** Format: uuid */
            readonly id: string;
            readonly state: components["schemas"]["UploadState"];
            readonly length: number;
            readonly offset: number;
            readonly location: string;
            /** Format: date-time */
            readonly expires_at: string;
        };
        /**
         * @description * `take` - a reply to camera
         *     * `scene` - a customer's clip
         * @enum {string}
         */
        UploadPurpose: "take" | "scene";
        /**
         * @description * `open` - Open
         *     * `complete` - Complete
         *     * `expired` - Expired
         *     * `terminated` - Terminated
         * @enum {string}
         */
        UploadState: "open" | "complete" | "expired" | "terminated";
        /** @description A version in a list; `published_at` is null for the draft. */
        VersionLine: {
            /** Format: uuid */
            id: string;
            number: number;
            /** Format: date-time */
            published_at: string | null;
        };
        /**
         * @description A recording. `duration_ms` in ms, sizes in pixels as shown, `loudness` in LUFS (EBU R128);
         *     null until known.
         */
        Video: {
            /** Format: uuid */
            readonly id: string;
            readonly state: components["schemas"]["VideoState"];
            readonly reason: string;
            readonly reason_text: string;
            readonly progress: number;
            readonly notices: components["schemas"]["VideoNotice"][];
            readonly notice_texts: string[];
            readonly more_follows: boolean;
            readonly duration_ms: number | null;
            readonly width: number | null;
            readonly height: number | null;
            readonly has_sound: boolean | null;
            /** Format: double */
            readonly loudness: number | null;
        };
        /**
         * @description * `silent` - silent
         *     * `black` - black
         *     * `cut_off` - cut_off
         *     * `damaged` - damaged
         * @enum {string}
         */
        VideoNotice: "silent" | "black" | "cut_off" | "damaged";
        /**
         * @description * `receiving` - arriving
         *     * `received` - waiting to be prepared
         *     * `processing` - being prepared
         *     * `ready` - ready
         *     * `failed` - failed
         *     * `deleted` - deleted
         * @enum {string}
         */
        VideoState: "receiving" | "received" | "processing" | "ready" | "failed" | "deleted";
        /**
         * @description How far a recording is. `reason` is a stable code, `reason_text` says it to people;
         *     `progress` is in percent. `notices` (codes, with `notice_texts`) tell of a ready recording what
         *     its owner should check. While `more_follows`, a ready one may still get notices and files.
         */
        VideoSummary: {
            /** Format: uuid */
            readonly id: string;
            readonly state: components["schemas"]["VideoState"];
            readonly reason: string;
            readonly reason_text: string;
            readonly progress: number;
            readonly notices: components["schemas"]["VideoNotice"][];
            readonly notice_texts: string[];
            readonly more_follows: boolean;
        };
        Waiting: {
            /** Format: uuid */
            attempt: string;
            title: string;
            /** Format: date-time */
            submitted_at: string;
        };
        /** @description Something to look at that did not stop the publication. */
        Warning: {
            code: string;
            detail: string;
            attr: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAggressionTypes: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAggressionTypeList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAttempts: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAttemptList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAttemptRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description A new attempt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                scene: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoiceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playScene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                scene: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                take: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Take"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                take: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTakeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Take"];
                };
            };
            /** @description A new take */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Take"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                take: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
                take: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEnrolments: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                membership?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
                programme?: string;
                /**
                 * @description * `active` - active
                 *     * `paused` - paused
                 *     * `finished` - finished
                 */
                state?: "active" | "finished" | "paused";
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedEnrolmentList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrol: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEnrolmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description A new enrolment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markFeedbackRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TakeLeaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lease"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lease"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveBackLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lease"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedMembershipRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedMessageList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markMessageRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedPersonList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedPersonChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProgrammes: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedProgrammeList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueue: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedQueueLineList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment: string;
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveCommentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeComment: {
        parameters: {
            query: {
                /** @description The caller's open lease. */
                lease: string;
            };
            header?: never;
            path: {
                comment: string;
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameLeaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playReviewScene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                review: string;
                scene: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveScore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                criterion: string;
                organisation: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveScoreRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RubricVersion"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveRubricVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the draft that is changed; leave out when making a new one. */
                "If-Match"?: string;
            };
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RubricVersionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RubricVersion"];
                };
            };
            /** @description A new draft */
            201: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RubricVersion"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishRubricVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRubrics: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedRubricList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRubric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRubricRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rubric"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readScenarioVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioVersion"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveScenarioVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the draft that is changed; leave out when making a new one. */
                "If-Match"?: string;
            };
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioDocumentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioVersion"];
                };
            };
            /** @description A new draft */
            201: {
                headers: {
                    /** @description Names this state of the document. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioVersion"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishScenarioVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScenarios: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedScenarioList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScenarioRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTeamList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
                team: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTeamRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTechniques: {
        parameters: {
            query?: {
                /** @description The pagination cursor value. */
                cursor?: string;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTechniqueList"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readToday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": string;
                "Upload-Length": number;
                "Upload-Metadata": string;
            };
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created; see Location */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUploadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Video"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                language: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Captions"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                language: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptionsBodyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Captions"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Captions"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                language: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draftCaptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                language: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedMeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem, by code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
