"""Solves symmetric positive definite systems of some hundreds of unknowns, in pure Python."""

from itertools import islice
from math import sqrt
from operator import mul

Matrix = list[list[float]]


def cholesky(matrix: Matrix) -> Matrix:
    """Return the lower triangle L, row by row, with L times its transpose the matrix."""
    lower: Matrix = []
    for i, row in enumerate(matrix):
        mine: list[float] = []
        for j in range(i):
            other = lower[j]
            mine.append((row[j] - sum(map(mul, mine, other))) / other[j])
        rest = row[i] - sum(map(mul, mine, mine))
        if rest <= 0:
            raise ValueError("the matrix is not positive definite")
        mine.append(sqrt(rest))
        lower.append(mine)
    return lower


def solve(lower: Matrix, right: list[float]) -> list[float]:
    """Return x with matrix times x = right, from the matrix's Cholesky triangle."""
    forward: list[float] = []
    for row, value in zip(lower, right, strict=True):
        forward.append((value - sum(map(mul, row, forward))) / row[-1])
    columns = _columns(lower)
    found: list[float] = []  # from the last unknown to the first
    for i in range(len(lower) - 1, -1, -1):
        known = sum(map(mul, islice(columns[i], 1, None), reversed(found)))
        found.append((forward[i] - known) / columns[i][0])
    return found[::-1]


def rows_of_inverse(lower: Matrix, count: int) -> Matrix:
    """Return the first `count` rows of the inverse."""
    size = len(lower)
    return [solve(lower, [float(i == at) for i in range(size)]) for at in range(count)]


def _columns(lower: Matrix) -> Matrix:
    """Return the columns of the triangle, each from the diagonal down."""
    return [[row[i] for row in lower[i:]] for i in range(len(lower))]
