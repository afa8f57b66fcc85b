"""Migrates as Django's executor does, and keeps the models before and after each operation.

Django renders nearly all models anew for each operation of each run, which takes most of the time
of migrating a small database. The tests of a module go over the same migrations again and again:
here the models are rendered once, for what is applied at that moment, and serve both directions.
"""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.db import connection
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.transaction import atomic

Key = tuple[str, str]
Applied = frozenset[Key]


@dataclass(frozen=True)
class Step:
    """An operation, with the models before and after it."""

    operation: Operation
    before: ProjectState
    after: ProjectState


@dataclass
class Migrator:
    """Migrates the database of the default connection, and keeps what it rendered."""

    steps: dict[tuple[Applied, Key], list[Step]] = field(default_factory=dict)
    states: dict[Applied, ProjectState] = field(default_factory=dict)

    def migrate(self, targets: Sequence[Key] = ()) -> None:
        """Migrate to the given migrations, or apply all, without Django's work after a migration.

        Undoing goes the way of applying, from its end.
        """
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(list(targets) or leaves)
        moving, directions = {_key(one) for one, _ in plan}, {back for _, back in plan}
        assert len(directions) < 2, "these targets are not all on one side of what is applied"
        order = [one for one, _ in executor.migration_plan(leaves, clean_start=True)]
        applied = frozenset(executor.loader.applied_migrations) - moving
        self._start_at(applied, order, executor.loader.unmigrated_apps)
        path = []
        for migration in order:
            if _key(migration) in moving:
                path.append((migration, self._steps_of(migration, applied)))
                applied |= {_key(migration)}
        if directions == {True}:
            for migration, steps in reversed(path):
                _run(migration, reversed(steps), is_undone=True)
                executor.recorder.record_unapplied(*_key(migration))
            return
        for migration, steps in path:
            _run(migration, steps, is_undone=False)
            executor.recorder.record_applied(*_key(migration))

    def forget(self) -> None:
        """Forget what was rendered: it takes much memory, and no other module needs it."""
        self.steps.clear()
        self.states.clear()

    def _start_at(self, applied: Applied, order: list[Migration], unmigrated: set[str]) -> None:
        """Have the models of a schema to which these migrations are applied."""
        if applied in self.states:
            return
        state = ProjectState(real_apps=unmigrated)
        for migration in order:
            if _key(migration) in applied:
                migration.mutate_state(state, preserve=False)
        self.states[applied] = state

    def _steps_of(self, migration: Migration, applied: Applied) -> list[Step]:
        """Return the migration's operations as they run after these migrations."""
        place = (applied, _key(migration))
        if place in self.steps:
            return self.steps[place]
        state, steps = self.states[applied], []
        assert state.apps, "rendered first, for each operation to render only what it changes"
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                state = _whole(state)
            after = state.clone()
            operation.state_forwards(migration.app_label, after)
            steps.append(Step(operation, state, after))
            state = after
        self.steps[place], self.states[applied | {_key(migration)}] = steps, state
        return steps


def _key(migration: Migration) -> Key:
    return migration.app_label, migration.name


def _whole(state: ProjectState) -> ProjectState:
    """Return the state with models that know all their relations, as Python code needs them.

    Django renders them for each run of such an operation, since some were left for later.
    """
    if not state.is_delayed:
        return state
    whole = state.clone()
    whole.clear_delayed_apps_cache()
    whole.is_delayed = False
    return whole


def _run(migration: Migration, steps: Iterable[Step], *, is_undone: bool) -> None:
    """Run the operations in the transactions that Django would run them in."""
    with connection.schema_editor(atomic=migration.atomic) as editor:
        for step in steps:
            operation, app = step.operation, migration.app_label
            in_one = operation.atomic or (migration.atomic and operation.atomic is not False)
            with atomic() if in_one and not editor.atomic_migration else nullcontext():
                if is_undone:
                    operation.database_backwards(app, editor, step.after, step.before)
                else:
                    operation.database_forwards(app, editor, step.before, step.after)
