// Generates the API's types from the committed schema, so that a change in the API fails the check here.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const schema = new URL('../../docs/openapi.yaml', import.meta.url);
const target = new URL('../src/lib/kit/api/schema.d.ts', import.meta.url);

if (!existsSync(schema)) {
  console.error('docs/openapi.yaml is missing: run `make openapi`.');
  process.exit(1);
}
await writeFile(target, astToString(await openapiTS(schema)));
