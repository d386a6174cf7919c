"""What the generators of the samples have in common. Needs Python 3 alone."""

import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Chance:
    """Numbers that are the same everywhere: a multiplicative generator modulo 2**31 - 1."""

    def __init__(self, seed):
        self.state = seed % 2147483647 or 1

    def below(self, count):
        self.state = self.state * 48271 % 2147483647
        return self.state % count

    def pick(self, things):
        return things[self.below(len(things))]


def quickstart():
    """The generator of the first sample, for its names, patterns and markup."""
    folder = HERE / "quickstart"
    sys.path.insert(0, str(folder))
    specification = importlib.util.spec_from_file_location("sample", folder / "generate.py")
    sample = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(sample)
    return sample


def write(path, content):
    """Writes a file, or with --check ends the program where it differs from what would be written."""
    if "--check" not in sys.argv:
        path.write_text(content, encoding="utf-8", newline="\n")
    elif path.read_text(encoding="utf-8") != content:
        sys.exit(f"{path.name} differs from what this program writes")
