"""Says which installed versions are not those of constraints.txt: `make newest` does before it runs the tests."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"


def differences(constraints: str) -> list[str]:
    """A line for each pinned package that is installed in another version."""
    found = []
    for line in constraints.splitlines():
        name, pinned, wanted = line.partition("==")
        if not pinned or line.startswith("#"):
            continue
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue
        if installed != wanted:
            found.append(f"{name}: {installed} is installed, constraints.txt has {wanted}")
    return found


if __name__ == "__main__":
    print("\n".join(differences(CONSTRAINTS.read_text("utf-8"))) or "All versions are those of constraints.txt.")
