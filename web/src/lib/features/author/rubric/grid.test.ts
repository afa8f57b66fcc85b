import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellAfter, clamped, neighbour } from './grid.ts';
import { faultOf } from './places.ts';

const size = { rows: 3, columns: 4 };
const cell = (row: number, column: number) => ({ row, column });
const press = (row: number, column: number, key: string, ctrlKey = false) =>
  cellAfter(cell(row, column), { key, ctrlKey, metaKey: false }, size);

test('arrows go one cell and stop at the ends', () => {
  assert.deepEqual(press(1, 1, 'ArrowUp'), cell(0, 1));
  assert.deepEqual(press(1, 1, 'ArrowDown'), cell(2, 1));
  assert.deepEqual(press(1, 1, 'ArrowLeft'), cell(1, 0));
  assert.deepEqual(press(1, 1, 'ArrowRight'), cell(1, 2));
  assert.deepEqual(press(0, 0, 'ArrowUp'), cell(0, 0));
  assert.deepEqual(press(2, 3, 'ArrowRight'), cell(2, 3));
});

test('Home and End go along the row, and with Ctrl to the corners', () => {
  assert.deepEqual(press(1, 2, 'Home'), cell(1, 0));
  assert.deepEqual(press(1, 2, 'End'), cell(1, 3));
  assert.deepEqual(press(1, 2, 'Home', true), cell(0, 0));
  assert.deepEqual(press(1, 2, 'End', true), cell(2, 3));
  assert.deepEqual(press(1, 2, 'ArrowDown', true), cell(2, 2));
});

test('other keys go nowhere', () => {
  for (const key of ['a', 'Tab', 'Enter', 'Escape', ' ']) assert.equal(press(1, 1, key), null);
});

test('reading order goes on in the next row, and ends at the ends', () => {
  assert.deepEqual(neighbour(cell(0, 3), 1, size), cell(1, 0));
  assert.deepEqual(neighbour(cell(1, 0), -1, size), cell(0, 3));
  assert.equal(neighbour(cell(2, 3), 1, size), null);
  assert.equal(neighbour(cell(0, 0), -1, size), null);
});

test('a cell that is gone becomes the nearest one', () => {
  assert.deepEqual(clamped(cell(7, 1), size), cell(2, 1));
  assert.deepEqual(clamped(cell(0, 9), size), cell(0, 3));
});

test('a fault in a file names its row and column', () => {
  assert.deepEqual(faultOf({ code: 'c', attr: 'rows.3.weight', detail: 'd' }), {
    row: 3,
    column: 'weight',
    detail: 'd',
  });
  assert.deepEqual(faultOf({ code: 'c', attr: 'rows.3', detail: 'd' }).column, '');
  assert.deepEqual(faultOf({ code: 'c', attr: 'schema', detail: 'd' }), {
    row: null,
    column: 'schema',
    detail: 'd',
  });
  assert.deepEqual(faultOf({ code: 'c' }), { row: null, column: '', detail: 'c' });
});
