import { readdirSync } from 'node:fs';
import { dateSyntax } from './eslint.dates.js';

// src/lib has three layers: kit <- base <- features. A layer imports only those to its left, and a
// feature another one only through its index.ts.
const features = readdirSync('src/lib/features');

/** A rule for `files` (below src/lib) that refuses imports whose path below #lib matches `paths`. */
function refuse(files, paths, message) {
  const regex = `^#lib/${paths}`;
  const source = `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`;
  return {
    files: [`src/lib/${files}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex, message },
            { regex: '^\\.\\./', message: 'Say #lib/... to leave a folder.' },
          ],
        },
      ],
      // A rule that is set again replaces what was set before, so the dates stand here too.
      'no-restricted-syntax': ['error', { selector: source, message }, ...dateSyntax],
    },
  };
}

export default [
  refuse('kit', '(base|features)/', 'kit imports only kit.'),
  refuse('base', 'features/', 'base imports only kit and base.'),
  ...features.map((name) =>
    refuse(
      `features/${name}`,
      `features/(?!${name}/)(?![^/]+/index\\.ts$)`,
      'A feature imports another only through its index.ts.',
    ),
  ),
];
