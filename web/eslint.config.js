import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { dateProperties, dateSyntax } from './eslint.dates.js';
import layers from './eslint.layers.js';

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'src/lib/kit/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off', // the compiler knows better
      'max-lines': ['error', 250],
      'no-restricted-properties': ['error', ...dateProperties],
      'no-restricted-syntax': ['error', ...dateSyntax],
    },
  },
  { files: ['src/lib/kit/i18n/dates.ts'], rules: { 'no-restricted-properties': 'off' } },
  ...layers,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // The client is served from the root of its own host, so plain paths are whole addresses.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
);
