export type Piece = { kind: 'same' | 'added' | 'removed'; text: string };

/** Splits a text into words, spaces and signs, which together are the text again. */
const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}'’-]+|\s+|[^\s]/gu) ?? [];

/**
 * Returns the lengths of the longest common subsequences of all ends of two lists, a row for each
 * end of the first.
 */
function lengthsOf(one: readonly string[], other: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let at = one.length - 1; at >= 0; at -= 1) {
    const [row, below] = [rows[at] as Uint16Array, rows[at + 1] as Uint16Array];
    for (let to = other.length - 1; to >= 0; to -= 1)
      row[to] =
        one[at] === other[to]
          ? (below[to + 1] ?? 0) + 1
          : Math.max(below[to] ?? 0, row[to + 1] ?? 0);
  }
  return rows;
}

function* steps(one: readonly string[], other: readonly string[]): Generator<Piece> {
  const lengths = lengthsOf(one, other);
  let [at, to] = [0, 0];
  while (at < one.length || to < other.length) {
    const [mine, theirs] = [one[at], other[to]];
    if (mine !== undefined && mine === theirs) {
      yield { kind: 'same', text: mine };
      [at, to] = [at + 1, to + 1];
    } else if (
      mine !== undefined &&
      (theirs === undefined || (lengths[at + 1]?.[to] ?? 0) >= (lengths[at]?.[to + 1] ?? 0))
    ) {
      yield { kind: 'removed', text: mine };
      at += 1;
    } else {
      yield { kind: 'added', text: theirs as string };
      to += 1;
    }
  }
}

function sharedEnds(one: readonly string[], other: readonly string[]): [number, number] {
  const least = Math.min(one.length, other.length);
  let [before, after] = [0, 0];
  while (before < least && one[before] === other[before]) before += 1;
  while (after < least - before && one.at(-1 - after) === other.at(-1 - after)) after += 1;
  return [before, after];
}

const isSpace = ({ kind, text }: Piece) => kind === 'same' && !text.trim();

/** Joins pieces of a kind, removed before added; a space between two changes is in both. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let [removed, added] = ['', ''];
  const end = () => {
    if (removed) found.push({ kind: 'removed', text: removed });
    if (added) found.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [at, piece] of pieces.entries()) {
    const isBetween = isSpace(piece) && removed && added && pieces[at + 1]?.kind !== 'same';
    if (piece.kind === 'removed') removed += piece.text;
    else if (piece.kind === 'added') added += piece.text;
    else if (isBetween && at + 1 < pieces.length)
      [removed, added] = [removed + piece.text, added + piece.text];
    else {
      end();
      const last = found.at(-1);
      if (last?.kind === 'same') last.text += piece.text;
      else found.push({ ...piece });
    }
  }
  end();
  return found;
}

/**
 * Returns how one text became another, word by word: what is the same and removed is the first,
 * what is the same and added the second. Of all ways it is one that keeps most words.
 */
export function compareWords(before: string, after: string): Piece[] {
  const [one, other] = [tokensOf(before), tokensOf(after)];
  const [start, end] = sharedEnds(one, other);
  const same = (text: string): Piece => ({ kind: 'same', text });
  return joined([
    ...one.slice(0, start).map(same),
    ...steps(one.slice(start, one.length - end), other.slice(start, other.length - end)),
    ...one.slice(one.length - end).map(same),
  ]);
}
