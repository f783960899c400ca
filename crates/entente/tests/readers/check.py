"""Opens every export of a dossier with a program that is not ours, and counts.

Usage: check.py FOLDER SCHEMA. FOLDER holds one file a format, named after it, and record.json, the whole record
without those filters. Ends with status 1 and a line for each thing that is wrong.
"""

import csv
import datetime
import io
import json
import re
import sys
from pathlib import Path

folder, schema = Path(sys.argv[1]), Path(sys.argv[2])
wrong = []
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def same(what, found, expected):
    if found != expected:
        wrong.append(f"{what}: {found!r}, expected {expected!r}")


# What the dossier holds, as its own lists say.
record = {name: [json.loads(line) for line in (folder / f"{name}.list").read_text("utf-8").splitlines()]
          for name in ["timeline", "who", "agreements", "quantities", "statements", "conflicts", "sources"]}
events, people, sources = record["timeline"], record["who"], record["sources"]
names = {event["id"]: event["title"] for event in events}
reports = sum(len(event["reports"]) for event in events)


def json_schema():
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8")))
    jsonschema.Draft202012Validator.check_schema(validator.schema)
    for name in ["json", "part"]:
        found = json.loads((folder / name).read_text("utf-8"))
        for error in list(validator.iter_errors(found))[:5]:
            wrong.append(f"{name}: {list(error.absolute_path)}: {error.message[:200]}")
    same("complete", json.loads((folder / "json").read_text("utf-8"))["complete"], True)
    part = json.loads((folder / "part").read_text("utf-8"))
    same("a part is complete", part["complete"], False)
    if not 0 < len(part["events"]) < len(events):
        wrong.append(f"the filter left {len(part['events'])} of {len(events)} events")


def json_lines():
    lines = [json.loads(line) for line in (folder / "jsonl").read_text("utf-8").splitlines()]
    count = {}
    for line in lines:
        count[line["type"]] = count.get(line["type"], 0) + 1
    expected = dict(event=events, person=people, agreement=record["agreements"], quantity=record["quantities"],
                    statement=record["statements"], conflict=record["conflicts"], source=sources)
    same("jsonl", count, {name: len(entries) for name, entries in expected.items() if entries})


def csv_tables():
    import pandas

    for name, entries in record.items():
        table = pandas.read_csv(folder / "csv" / f"{name}.csv", dtype=str, keep_default_na=False)
        same(f"csv {name}", len(table), len(entries))
    with open(folder / "csv" / "timeline.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same("csv ids", [row["id"] for row in rows], [event["id"] for event in events])
    same("csv quotes", [row["quote"].lstrip("'") for row in rows],
         [event["reports"][0]["quote"].lstrip("'") for event in events])


def workbook():
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO((folder / "xlsx").read_bytes()))
    sheets = ["Chronology", "People", "Agreements", "Figures", "Statements", "Contradictions", "Sources"]
    same("sheets", book.sheetnames, sheets)
    for sheet, (name, entries) in zip(sheets, record.items()):
        same(f"rows of {sheet}", book[sheet].max_row - 1, len(entries))
    rows = list(book["Chronology"].values)
    head = list(rows[0])
    for row, event in zip(rows[1:], events):
        cell = dict(zip(head, row))
        same("title", cell["title"], event["title"])
        same("weight", cell["weight"], event["weight"])
        if DAY.fullmatch(event["when"] or "") and event["when"] >= "1900":
            same("first day", cell["first_day"], datetime.datetime.fromisoformat(event["when"]))
    figures = list(book["Figures"].values)
    at = figures[0].index("value")
    same("values", [row[at] for row in figures[1:]], [entry["value"] for entry in record["quantities"]])


def parquet():
    import pandas
    import pyarrow.parquet

    for name, entries in record.items():
        path = folder / "parquet" / f"{name}.parquet"
        same(f"parquet {name}", pyarrow.parquet.read_table(path).num_rows, len(entries))
    table = pyarrow.parquet.read_table(folder / "parquet" / "timeline.parquet").to_pylist()
    for row, event in zip(table, events):
        for field in ["id", "when", "kind", "title", "status", "parties", "people", "place", "plover", "cameo",
                      "weight", "conflicts", "reports"]:
            same(f"parquet {field}", row[field], event[field])
        if event["sort"] and event["when"] and not event["when"].startswith(".."):
            same("parquet first_day", str(row["first_day"]), event["sort"])
    frame = pandas.read_parquet(folder / "parquet" / "quantities.parquet")
    same("sum of figures", float(frame["value"].sum()), float(sum(entry["value"] for entry in record["quantities"])))


def calendar():
    import icalendar

    found = icalendar.Calendar.from_ical((folder / "ics").read_bytes())
    entries = list(found.walk("VEVENT"))
    if not entries:
        wrong.append("no calendar entries")
    by_id = {event["id"]: event for event in events}
    planned = [event for event in events if event["status"] in ("planned", "cancelled")
               and re.fullmatch(r"\d{4}-(0\d|1[0-2])(-\d\d)?", event["when"] or "")]
    same("planned", sum("RRULE" not in entry for entry in entries), len(planned))
    for entry in entries:
        event = by_id[str(entry["UID"]).removesuffix("@entente")]
        if event["title"] not in str(entry["SUMMARY"]):
            wrong.append(f"summary {entry['SUMMARY']!r}")
        same("start", entry.decoded("DTSTART").isoformat(), event["sort"])
        for report in event["reports"]:
            if " ".join(report["quote"].split()) not in str(entry["DESCRIPTION"]):
                wrong.append(f"a quote of {event['id']} is missing")


def linked_data():
    import rdflib
    from rdflib.compare import isomorphic

    schema_org, prov = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    turtle = rdflib.Graph().parse(folder / "turtle", format="turtle")
    json_ld = rdflib.Graph().parse(folder / "jsonld", format="json-ld")
    if not isomorphic(turtle, json_ld):
        wrong.append("Turtle and JSON-LD hold different graphs")
    of_class = lambda name: set(turtle.subjects(rdflib.RDF.type, schema_org[name]))
    same("rdf events", len(of_class("Event")), len(events))
    same("rdf agreements", len(of_class("Legislation")), len(record["agreements"]))
    same("rdf statements", len(of_class("Claim")), len(record["statements"]))
    same("rdf sources", len(of_class("CreativeWork")), len(sources))
    for event in of_class("Event"):
        quotes = list(turtle.objects(event, prov.wasDerivedFrom))
        if not quotes or not all((quote, prov.wasQuotedFrom, None) in turtle for quote in quotes):
            wrong.append(f"{event} stands on no quote")
    titles = {str(title) for event in of_class("Event") for title in turtle.objects(event, schema_org.name)}
    same("rdf titles", titles, set(names.values()))


def follow_the_money():
    from followthemoney import Dataset, StatementEntity, ValueEntity, model

    lines = [json.loads(line) for line in (folder / "ftm").read_text("utf-8").splitlines()]
    count, ids, pointers = {}, set(), set()
    for line in lines:
        entity = ValueEntity.from_dict(line)
        model.get(entity.schema.name).validate(line)
        count[entity.schema.name] = count.get(entity.schema.name, 0) + 1
        ids.add(entity.id)
        pointers.update(value for _, value in entity.edgepairs()) if entity.schema.edge else None
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                pointers.add(value)
        for name, values in line["properties"].items():
            same(f"ftm {entity.schema.name} {name}", sorted(entity.get(name)), sorted(set(values)))
        if "statements" in line:
            bare = {key: value for key, value in line.items() if key != "properties"}
            told = StatementEntity(Dataset.make({"name": "entente", "title": "Entente"}), bare)
            for name, values in line["properties"].items():
                same(f"ftm statements {name}", sorted(told.get(name)), sorted(set(values)))
    same("ftm ids", len(ids), len(lines))
    same("ftm sources", count["Document"], len(sources))
    same("ftm events", count["Event"], len(events) + len(record["agreements"]))
    same("ftm notes", count.get("Note", 0), len(record["statements"]))
    if pointers - ids:
        wrong.append(f"ftm: {sorted(pointers - ids)[:3]} lead nowhere")


def networks():
    import networkx

    graph = networkx.read_graphml(folder / "graphml", force_multigraph=True)
    gexf = networkx.read_gexf(folder / "gexf")
    same("gexf nodes", set(gexf.nodes), set(graph.nodes))
    same("gexf edges", gexf.number_of_edges(), graph.number_of_edges())
    kinds = networkx.get_node_attributes(graph, "kind")
    same("agreements in the graph", sum(kind == "agreement" for kind in kinds.values()), len(record["agreements"]))
    same("people in the graph", {node for node, kind in kinds.items() if kind == "person" and node[:7] == "person:"},
         {f"person:{person['id']}" for person in people})
    if not any(data["relation"] == "met" for _, _, data in graph.edges(data=True)):
        wrong.append("nobody met anybody")


def maps():
    found = json.loads((folder / "geojson").read_text("utf-8"))
    same("geojson", found["type"], "FeatureCollection")
    placed = [event["id"] for event in events if event["place"]]
    same("places", [feature["id"] for feature in found["features"]], placed)
    points = [feature["geometry"] for feature in found["features"] if feature["geometry"]]
    if len(points) * 2 < len(placed):
        wrong.append(f"only {len(points)} of {len(placed)} places are known")
    for point in points:
        lon, lat = point["coordinates"]
        if not (point["type"] == "Point" and -180 <= lon <= 180 and -90 <= lat <= 90):
            wrong.append(f"no place on earth: {point}")


def citations():
    import pybtex.database
    import rispy

    read = [source for source in sources if not source["refused"]]
    bib = pybtex.database.parse_string((folder / "bibtex").read_text("utf-8"), "bibtex")
    ris = rispy.loads((folder / "ris").read_text("utf-8"))
    csl = json.loads((folder / "csljson").read_text("utf-8"))
    same("bibtex", len(bib.entries), len(read))
    same("ris", len(ris), len(read))
    same("csljson ids", [item["id"] for item in csl], list(bib.entries))
    title = lambda source: " ".join((source["title"] or source["origin"]).split())
    same("ris titles", [entry["title"] for entry in ris], [title(source) for source in read])
    same("csl titles", [" ".join(item["title"].split()) for item in csl], [title(source) for source in read])
    years = [str(source["published"])[:4] if source["published"] else None for source in read]
    same("bibtex years", [entry.fields.get("year") for entry in bib.entries.values()], years)


def annotations():
    found = json.loads((folder / "annotations").read_text("utf-8"))
    texts = {"urn:entente:source:" + reading["id"][7:]: reading["text"]
             for reading in json.loads((folder / "json").read_text("utf-8"))["readings"]}
    same("annotation page", found["type"], "AnnotationPage")
    same("annotated events", sum("urn:entente:annotation:event" in item["id"] for item in found["items"]), reports)
    for item in found["items"]:
        quote, position = item["target"]["selector"]
        text = texts[item["target"]["source"]["id"]]
        same("annotated words", text[position["start"]:position["end"]], quote["exact"])


def event_data():
    import pandas

    table = pandas.read_csv(folder / "cameo", sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    coded = {event["id"] for event in events if event["cameo"] and event["sort"] and event["parties"]}
    same("cameo events", {row.split(".")[0] for row in table["GLOBALEVENTID"]}, coded)
    same("cameo ids", table["GLOBALEVENTID"].is_unique, True)
    for _, row in table.iterrows():
        datetime.date.fromisoformat(row["SQLDATE"])
        same("root", row["EventCode"][:2], row["EventRootCode"])
        float(row["GoldsteinScale"])


def slides():
    found = json.loads((folder / "timelinejs").read_text("utf-8"))
    same("slides", len(found["events"]), sum(event["when"] is not None for event in events))
    for slide in found["events"]:
        start = slide["start_date"]
        datetime.date(start["year"], start.get("month", 1), start.get("day", 1))


def briefs():
    import docx
    import pypdf

    squeezed = lambda text: re.sub(r"\s+", "", text)
    # Fonts for Hangul are built in by `cargo xtask build` alone: the words of Latin and Cyrillic quotes are looked for.
    quotes = [report["quote"] for event in events for report in event["reports"]
              if report["quote"].isascii() and len(report["quote"]) > 40]
    for language, heading in {"en": "At a glance", "ru": "Коротко", "ko": "개요"}.items():
        document = docx.Document(folder / f"brief-{language}.docx")
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        if heading not in paragraphs:
            wrong.append(f"brief-{language}.docx has no heading {heading!r}")
        headings = [one for one in document.paragraphs if one.style.name.startswith(("Heading", "heading"))]
        if len(headings) < 5:
            wrong.append(f"brief-{language}.docx has {len(headings)} headings")
        notes = [part for part in document.part.package.iter_parts() if str(part.partname).endswith("footnotes.xml")]
        told = squeezed("".join(paragraphs) + "".join(re.sub(r"<[^>]+>", "", part.blob.decode("utf-8")) for part in notes))
        pages = pypdf.PdfReader(folder / f"brief-{language}.pdf").pages
        printed = squeezed("".join(page.extract_text() for page in pages))
        if language != "ko" and squeezed(heading) not in printed:
            wrong.append(f"brief-{language}.pdf has no heading {heading!r}")
        for kind, text in {"docx": told, "pdf": printed}.items():
            found = sum(squeezed(quote)[:40] in text for quote in quotes)
            if found * 10 < len(quotes) * 6:
                wrong.append(f"brief-{language}.{kind} holds {found} of {len(quotes)} quotes")


checks = [json_schema, json_lines, csv_tables, workbook, parquet, calendar, linked_data, follow_the_money, networks, maps,
          citations, annotations, event_data, slides, briefs]
for check in checks:
    before = len(wrong)
    try:
        check()
    except Exception as error:
        wrong.append(f"{check.__name__}: {type(error).__name__}: {error}")
    print(check.__name__, "ok" if len(wrong) == before else "WRONG")
for line in wrong[:40]:
    print(line)
sys.exit(bool(wrong))
