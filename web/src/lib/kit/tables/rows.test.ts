import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matching, sorted, toCsv, type Column } from './rows.ts';

type Row = { name: string; count: number };
const rows: Row[] = [
  { name: 'Zoë', count: 10 },
  { name: 'anouk', count: 9 },
  { name: 'Émile', count: 9 },
];
const columns: Column<Row>[] = [
  { key: 'name', label: 'Naam', value: ({ name }) => name },
  { key: 'count', label: 'Aantal', value: ({ count }) => count },
];
const names = (list: Row[]) => list.map(({ name }) => name);

test('names sort as people read them, numbers as numbers', () => {
  const byName = sorted(rows, columns, { key: 'name', down: false }, 'nl');
  assert.deepEqual(names(byName), ['anouk', 'Émile', 'Zoë']);
  const byCount = sorted(rows, columns, { key: 'count', down: true }, 'nl');
  assert.deepEqual(names(byCount), ['Zoë', 'anouk', 'Émile']);
});

test('a search needs no accents or capitals, and every word of it', () => {
  assert.deepEqual(names(matching(rows, columns, 'zoe')), ['Zoë']);
  assert.deepEqual(names(matching(rows, columns, 'emile 9')), ['Émile']);
  assert.deepEqual(names(matching(rows, columns, 'emile 10')), []);
  assert.equal(matching(rows, columns, '  ').length, 3);
});

test('an export keeps its columns apart and runs nothing', () => {
  const odd: Row[] = [
    { name: '=1+1', count: -3 },
    { name: 'Say "hi", Jo', count: 1 },
  ];
  assert.equal(toCsv(odd, columns), '\uFEFFNaam,Aantal\r\n\'=1+1,-3\r\n"Say ""hi"", Jo",1\r\n');
});
