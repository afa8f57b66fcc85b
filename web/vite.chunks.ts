// What several screens share comes in one file: on a phone's network each request costs more than the
// bytes that another screen would not have needed, and a slow laptop takes some milliseconds for each.
// `npm run size` tells what a screen fetches.

/** Tells whether a module is in one of these folders, or one of these files, below src/lib. */
const among = (folder: string, names: readonly string[]) => {
  const starts = names.map((name) => `/src/lib/${folder}${name}`);
  return (id: string) => starts.some((start) => id.includes(start));
};

/** The desks of coaches, authors and managers share among themselves: phones need none of it. */
const isForDesks = among('', [
  'kit/plots/',
  'kit/tables/',
  'features/review/',
  'features/author/',
  'features/dashboard/',
  'features/manager/',
  'features/people/',
  'kit/api/authoring.',
  'kit/api/clips.',
  'kit/api/coaches.',
  'kit/api/coaching.',
  'kit/api/coachingFigures.',
  'kit/api/drafts.',
  'kit/api/duties.',
  'kit/api/fairness.',
  'kit/api/holds.',
  'kit/api/licences.',
  'kit/api/lists.',
  'kit/api/messageTexts.',
  'kit/api/outcomes.',
  'kit/api/packages.',
  'kit/api/people.',
  'kit/api/phrases.',
  'kit/api/programmes.',
  'kit/api/queue.',
  'kit/api/readings.',
  'kit/api/statistics.',
  'kit/ui/drag.',
  'kit/ui/FileButton.',
  'kit/ui/SideBySide.',
]);

/** What exercises, feedback and captions share, and Today does without. */
const isPlayer = among('base/player/', ['']);
/** A clip beside the rest comes with what shows it. */
const isClip = among('base/player/', ['Clip.']);
const isForExercises = (id: string) => isPlayer(id) && !isClip(id);

/** What is written below feedback: the desk has it too. */
const isForFeedback = among('base/discussion/', ['']);

/** What few screens have: an exercise fetches its camera and feedback later than the rest. */
const isForFew = among('features/', [
  'assess/',
  'calendar/',
  'captions/',
  'compare/',
  'feedback/',
  'journey/',
  'peers/',
  'practice/',
  'record/',
  'settings/',
  'skills/',
  'workshops/',
]);
const isForToday = among('features/', [
  'practice/words',
  'practice/ExerciseCard',
  'practice/PracticeList',
  'practice/kept',
]);

/** Lists that are read a page at a time: an exercise has none. */
const isForLists = among('kit/', ['api/paged.', 'ui/More.']);

/** What one or two screens ask of the server. */
const isAskedByFew = among('kit/api/', [
  'calendar.',
  'devices.',
  'feedback.',
  'journeys.',
  'moments.',
  'peers.',
  'selfAssessment.',
  'preferences.',
  'workshops.',
]);

/** Switching notifications on, in settings and once a reply was sent. */
const isForPush = among('base/push/', [
  'device.',
  'installing.',
  'keep.',
  'label.',
  'Offer.',
  'words.',
]);

const isForAll = (id: string) =>
  !isForDesks(id) &&
  !isPlayer(id) &&
  !isForFeedback(id) &&
  !isForLists(id) &&
  !isAskedByFew(id) &&
  !isForPush(id) &&
  (!isForFew(id) || isForToday(id));

/** The scenes of an exercise, which an author tries out too. */
const isScene = among('features/practice/', ['Body.', 'ScenePart.', 'SceneAction.']);

/** What an author's lists and the editor of an exercise share. */
const isForAuthors = among('features/author/', [
  'content.ts',
  'words.ts',
  'editor/api.ts',
  'editor/document/draft.ts',
  'editor/document/scenes.ts',
  'editor/document/templates.ts',
  'editor/saving/',
  'editor/words/fields.ts',
]);

/** What the editor shows at first and others need too; editor/later.ts has the rest. */
const isForEditor = among('features/author/', [
  'ScenarioPage.',
  'ScenarioTabs.',
  'editor/document/gaps.ts',
  'editor/document/graph.ts',
  'editor/document/languages.ts',
  'editor/editing.ts',
  'editor/fields/',
  'editor/names.ts',
  'editor/words/editor.ts',
  'history/words.ts',
  'reading/FieldRemarks.',
  'reading/places.ts',
  'reading/readings.',
  'reading/words.ts',
]);

// A group has all that its files need, but for what a group before it has.
export const groups = [
  { name: 'shared', minShareCount: 2, test: isForAll },
  { name: 'exercise', minShareCount: 2, test: isForExercises },
  { name: 'scenes', test: isScene },
  { name: 'lists', minShareCount: 2, test: isForLists },
  { name: 'tabs', test: among('kit/tables/', ['Tabs.']) },
  { name: 'author', minShareCount: 2, test: isForAuthors },
  { name: 'editor', minShareCount: 2, test: isForEditor },
];
