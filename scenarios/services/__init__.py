"""Holds the verbs of authors. Each is atomic; a lock on the rubric or scenario row serialises
concurrent ones, and constraints and triggers refuse whatever gets past."""

from scenarios.services.clips import delete_clip
from scenarios.services.library import (
    add_aggression_type,
    add_technique,
    change_aggression_type,
    change_technique,
    define_aggression_type,
    define_technique,
    reorder_aggression_types,
    reorder_techniques,
)
from scenarios.services.life import restore_scenario, retire_scenario
from scenarios.services.packages import (
    ExportedPackage,
    ReceivedFile,
    cancel_import,
    check_package,
    clear_files,
    confirm_import,
    export_package,
    import_package,
    receive_package,
    sweep_imports,
)
from scenarios.services.readings import (
    ask_reading,
    change_authoring_rules,
    delete_remark,
    finish_reading,
    resolve_remark,
    write_remark,
)
from scenarios.services.rubrics import (
    create_rubric,
    publish_rubric_version,
    save_rubric_draft,
    try_rubric_draft,
)
from scenarios.services.scenarios import (
    create_scenario,
    publish_scenario_version,
    save_scenario_draft,
)

__all__ = [
    "ExportedPackage",
    "ReceivedFile",
    "add_aggression_type",
    "add_technique",
    "ask_reading",
    "cancel_import",
    "change_aggression_type",
    "change_authoring_rules",
    "change_technique",
    "check_package",
    "clear_files",
    "confirm_import",
    "create_rubric",
    "create_scenario",
    "define_aggression_type",
    "define_technique",
    "delete_clip",
    "delete_remark",
    "export_package",
    "finish_reading",
    "import_package",
    "publish_rubric_version",
    "publish_scenario_version",
    "receive_package",
    "reorder_aggression_types",
    "reorder_techniques",
    "resolve_remark",
    "restore_scenario",
    "retire_scenario",
    "save_rubric_draft",
    "save_scenario_draft",
    "sweep_imports",
    "try_rubric_draft",
    "write_remark",
]
