"""Where this user's settings, state and cache are on this system, and what the machine is called."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a prompt does not wait for
    from collections.abc import Mapping


def folders_of(env: "Mapping[str, str]") -> tuple[str, str, str, str]:
    """Return the folders of this user's settings, state and cache, and the machine's name."""
    return xdg_folders(env) if sys.platform == "linux" else native_folders()


def native_folders() -> tuple[str, str, str, str]:
    """Return the folders of this user's settings, state and cache, and the machine's name, as the system has them."""
    import platform

    import platformdirs

    asked = (platformdirs.user_config_dir, platformdirs.user_state_dir, platformdirs.user_cache_dir)
    config, state, cache = (folder("afterword", appauthor=False) for folder in asked)
    return config, state, cache, platform.node()


def xdg_folders(env: "Mapping[str, str]") -> tuple[str, str, str, str]:
    """Return the same where the XDG base directory specification holds; loading what knows all systems takes longer.

    The same as `native_folders` there, which a test sees to.
    """
    wanted = (("XDG_CONFIG_HOME", ".config"), ("XDG_STATE_HOME", ".local/state"), ("XDG_CACHE_HOME", ".cache"))
    found = []
    for name, usual in wanted:
        named = env.get(name, "").strip()
        place = named if os.path.isabs(named) else os.path.expanduser(f"~/{usual}")
        found.append(f"{place}/afterword")
    config, state, cache = found
    return config, state, cache, os.uname().nodename
