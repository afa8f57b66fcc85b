import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint();

/** Returns the rules that a line of code breaks in a file of a feature, and in one of a route. */
async function refusals(code: string, file: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`export const said = ${code};\n`, { filePath: file });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const PLACES = ['src/lib/features/people/said.ts', 'src/lib/base/takes/said.ts', 'src/routes/a.ts'];
const REFUSED = [
  'new Date().toDateString()',
  'new Date().toTimeString()',
  'new Date().toUTCString()',
  "new Date().toLocaleDateString('nl')",
  "'IJ'.toLocaleLowerCase()",
  'new Date().getHours()',
  'new Date().getDate()',
  'new Date().getUTCDate()',
  'new Date().getTimezoneOffset()',
  'new Date(2026, 10, 28)',
  'new Date().toISOString().slice(0, 10)',
  "new Intl.DateTimeFormat('nl')",
];

test('a date is formatted nowhere but in dates.ts', async () => {
  for (const file of PLACES)
    for (const code of REFUSED) {
      const rules = await refusals(code, file);
      assert.equal(rules.length, 1, `${file}: ${code}: ${rules}`);
      assert.match(rules[0] ?? '', /^no-restricted-(properties|syntax)$/);
    }
});

test('an instant may be sent to the server, and lengths may be counted', async () => {
  const fine = ['new Date().toISOString()', 'new Date(0).getTime()', 'Date.now()'];
  for (const code of fine) assert.deepEqual(await refusals(code, PLACES[0] ?? ''), []);
});
