"""Reads each file of a quiz bank back into what a platform would show and mark."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

_QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
_QTI21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
# Text of GIFT: each sign that means something to the format stands behind a backslash.
_TEXT = r"(?:\\.|[^\\~=#{}:])*"
_PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


@dataclass(frozen=True)
class Read:
    """One question: its name, what is asked, and for each option its text, points and feedback."""

    name: str
    stem: str
    options: tuple[tuple[str, float, str], ...]


def from_moodle(content: bytes) -> list[Read]:
    """Read Moodle XML as Moodle's own format does: texts as HTML, fractions in hundredths."""
    found = []
    for question in ET.fromstring(content).iter("question"):
        if question.get("type") == "category":
            assert question.findtext("category/text", "").startswith("$course$/")
            continue
        assert question.get("type") == "multichoice"
        assert question.findtext("single") == "true"
        assert question.findtext("shuffleanswers") == "false"
        reason = question.findtext("generalfeedback/text", "")
        options = tuple(
            (
                answer.findtext("text", ""),
                float(answer.get("fraction", "nan")) / 100,
                answer.findtext("feedback/text", "") + reason,
            )
            for answer in question.iter("answer")
        )
        stem = question.findtext("questiontext/text", "")
        found.append(Read(question.findtext("name/text", ""), stem, options))
    return found


def from_gift(content: bytes) -> list[Read]:
    """Read GIFT: names between double colons, options behind ``=`` and ``~``."""
    found = []
    for block in re.split(r"\n\s*\n", content.decode()):
        lines = [line for line in block.splitlines() if line and not line.startswith(("//", "$"))]
        if not lines:
            continue
        head, *answers, end = lines
        match = re.fullmatch(rf"::({_TEXT})::\[html\]({_TEXT})\{{", head)
        assert match, head
        assert end == "}"
        *answers, general = answers
        assert general.startswith("\t####")
        options = []
        for answer in answers:
            parts = re.fullmatch(rf"\t([=~])({_TEXT})#({_TEXT})", answer)
            assert parts, answer
            sign, text, feedback = parts.groups()
            reason = general.removeprefix("\t####")
            options.append((_meant(text), float(sign == "="), _meant(feedback + reason)))
        found.append(Read(_meant(match[1]), _meant(match[2]), tuple(options)))
    return found


def _meant(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def from_qti12(content: bytes) -> list[Read]:
    """Read QTI 1.2: each answer's feedback and score follow from the item's own rules."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        (name,) = [
            n for n in packed.namelist() if n.count("/") == 1 and "meta" not in n and n[-1] != "/"
        ]
        root = ET.fromstring(packed.read(name))
    found = []
    for item in root.iter(f"{_QTI12}item"):
        told = {
            part.get("ident"): part.findtext(f".//{_QTI12}mattext", "")
            for part in item.iter(f"{_QTI12}itemfeedback")
        }
        stem = item.findtext(f"{_QTI12}presentation/{_QTI12}material/{_QTI12}mattext", "")
        options = []
        for label in item.iter(f"{_QTI12}response_label"):
            score, said = 0.0, ""
            for rule in item.iter(f"{_QTI12}respcondition"):
                wanted = rule.findtext(f"{_QTI12}conditionvar/{_QTI12}varequal")
                if wanted in (None, label.get("ident")):
                    score += float(rule.findtext(f"{_QTI12}setvar", "0")) / 100
                    for shown in rule.iter(f"{_QTI12}displayfeedback"):
                        general = shown.get("linkrefid") == "general_fb"
                        text = told[shown.get("linkrefid")]
                        said = said + text if general else text + said
            options.append((label.findtext(f".//{_QTI12}mattext", ""), score, said))
        found.append(Read(item.get("title", ""), stem, tuple(options)))
    return found


def from_qti21(content: bytes) -> list[Read]:
    """Read QTI 2.1 by its manifest, and carry out the rules of each item for each answer."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        manifest = ET.fromstring(packed.read("imsmanifest.xml"))
        names = [part.get("href", "") for part in manifest.iter(f"{_PACKAGE}resource")]
        assert sorted(names) == sorted(set(packed.namelist()) - {"imsmanifest.xml"})
        return [_qti21_item(ET.fromstring(packed.read(name))) for name in names]


def _qti21_item(item: ET.Element) -> Read:
    body = item.find(f"{_QTI21}itemBody")
    assert body is not None
    *stem, interaction = body
    options = tuple(
        (_inside(choice), *_outcome(item, choice.get("identifier", "")))
        for choice in interaction.iter(f"{_QTI21}simpleChoice")
    )
    return Read(item.get("title", ""), "".join(map(_written, stem)), options)


def _outcome(item: ET.Element, given: str) -> tuple[float, str]:
    correct = item.findtext(f".//{_QTI21}correctResponse/{_QTI21}value")
    rules = item.find(f"{_QTI21}responseProcessing")
    assert rules is not None
    values: dict[str | None, str] = {}
    for rule in rules:
        branches = list(rule)
        if rule.tag == f"{_QTI21}responseCondition":
            assert branches[0].find(f"{_QTI21}match") is not None
            rule = branches[0] if given == correct else branches[1]
            (rule,) = rule.findall(f"{_QTI21}setOutcomeValue")
        value = rule.findtext(f"{_QTI21}baseValue")
        values[rule.get("identifier")] = given if value is None else value
    said = [
        _inside(part)
        for part in item.iter(f"{_QTI21}modalFeedback")
        if part.get("identifier") == values["FEEDBACK"]
    ]
    return float(values["SCORE"]), "".join(said)


def _inside(parent: ET.Element) -> str:
    return "".join(map(_written, parent))


def _written(element: ET.Element) -> str:
    return re.sub(r' xmlns(:\w+)?="[^"]*"|(?<=[</])ns0:', "", ET.tostring(element, "unicode"))


def words(html: str) -> Iterator[str]:
    """Yield the words that a reader sees, whatever blanks and entities stand between them."""
    for text in ET.fromstring(f"<div>{html}</div>").itertext():
        yield from text.split()
