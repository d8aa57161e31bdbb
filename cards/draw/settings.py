"""Keeps the settings of a user's ReportLab away from our files.

On import ReportLab runs `~/.reportlab_settings` and `~/.reportlab_mods`, and modules named `reportlab_settings`,
`reportlab_mods`, `local_rl_settings` and `local_rl_mods`, and obeys environment variables that begin with RL_
(reportlab/__init__.py and rl_config.py of 5.1). They are meant for the user's own programs: here they would change the
bytes of a card and run code from the home folder.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType

_OVERRIDES = ("reportlab_mods", "reportlab_settings", "reportlab.local_rl_mods", "reportlab.local_rl_settings")
_PREFIX = "RL_"


def keep_settings_out() -> None:
    """Imports ReportLab's settings as they ship, unless another part of this process has imported them already.

    Empty modules stand in for those of the user: where they are found, ReportLab looks no further.
    """
    if "reportlab.rl_config" in sys.modules:
        return
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(_PREFIX)}
    before = {name: sys.modules.get(name) for name in _OVERRIDES}
    sys.modules.update({name: ModuleType(name) for name in _OVERRIDES})
    try:
        importlib.import_module("reportlab.rl_config")
    finally:
        os.environ.update(kept)
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
