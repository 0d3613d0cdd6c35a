"""The wheel holds everything that the site needs: what is in git, and what was built."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, repository_files


@pytest.mark.slow
def test_a_wheel_carries_every_file_of_the_package_and_the_built_ones(tmp_path: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    subprocess.run([uv, "build", "--wheel", "-q", "-o", str(tmp_path), str(ROOT)], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    static = PACKAGE / "design" / "static"
    built = [path for folder in ("built", "fonts") for path in (static / folder).iterdir()]
    assert len(built) > 10
    package = [path for path in repository_files() if path.is_relative_to(PACKAGE)]
    wanted = {path.relative_to(PACKAGE.parent).as_posix() for path in (*package, *built)}
    assert wanted <= held, sorted(wanted - held)
