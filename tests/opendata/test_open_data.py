"""Open data on a small book: the same in CSV and JSON, at promised addresses, with the small cells of the open pages left out."""

import csv
import io
import json
from datetime import date

from chungtay.opendata.queries import figure_data
from tests.ledger.telling import recorded
from tests.openness.conftest import ON, page, told

__all__ = ["told"]


def test_open_data_hides_the_same_cells_in_csv_and_json(client, told) -> None:
    rows = figure_data("social.cases", 2024, ON).rows
    hidden = {(row[4], row[2]) for row in rows if row[7] == "hidden"}
    assert hidden == {(unit, month) for unit in ("22.193", "22.195") for month in (3, 5)}
    assert all(row[6] == "" for row in rows if row[7] == "hidden")
    asked = {"year": 2024, "indicator": "social.cases"}
    answer = page(client, "open_figures", "csv", **asked)
    read = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    plain = json.loads(page(client, "open_figures", "json", **asked).content)
    assert [row["state"] for row in read] == [row["state"] for row in plain["rows"]]
    assert plain["licence"] == "CC BY 4.0" and plain["last_changed"] and answer["ETag"]
    assert plain["columns"].keys() == read[0].keys() == plain["rows"][0].keys() and plain["columns"]["scope"]
    assert answer["Content-Disposition"] == 'attachment; filename="social.cases-2024.csv"'
    assert answer["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Origin" not in page(
        client, "open_data"
    )
    same = "/cong-khai/du-lieu/figures.csv?year=2024&indicator=social.cases"  # a promise
    tag = client.get(same)["ETag"]
    refused = [
        client.get(same, headers={"If-None-Match": tag}), client.get("/cong-khai/du-lieu/figures.csv"),
        client.get(same.replace("2024", "1900")), client.get(same.replace(".csv", ".xml")), client.post(same),
    ]  # fmt: skip
    assert [one.status_code for one in refused] == [304, 400, 404, 404, 405]
    assert {one["Access-Control-Allow-Origin"] for one in refused} == {"*"} and refused[0]["ETag"] == tag

    for unit, month, people in (
        ("22.206", 6, {"health_cases": 3, "social_turns": 20}), ("22.193", 7, {"health_cases": 30, "social_turns": 40}),
        ("22.193", 8, {"health_cases": 20, "health_eye_surgeries": 17}), ("22.195", 8, {"health_cases": 90, "health_eye_surgeries": 40}),
    ):  # fmt: skip
        recorded(told, unit, date(2024, month, 9), **people)
    cases, turns, eyes = (
        {(row[4], row[2]) for row in figure_data(code, 2024, ON).rows if row[7] == "hidden"}
        for code in ("health.cases", "total.turns", "health.eye_surgeries")
    )
    assert ("22.206", 6) in cases <= turns  # 20 of 23 would say 3
    assert ("22.193", 8) in eyes and len(eyes) == 4  # 17 of 20 would say 3, whatever stands beside them
    codes = {
        row["code"]
        for row in csv.DictReader(io.StringIO(page(client, "open_units", "csv").content.decode("utf-8-sig")))
    }
    assert {"22", "22.206", "22.07132"} <= codes and "vn" not in codes
    assert "social.cases" in page(client, "open_indicators", "csv").content.decode()
