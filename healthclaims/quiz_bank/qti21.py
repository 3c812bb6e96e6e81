"""QTI 2.1: one choice item a file, with feedback to each answer and a rule for the score.

Elements and their order are meant to be those of 1EdTech's QTI 2.1; no file has been checked
against its schema yet.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from healthclaims.core.html import Html
from healthclaims.core.html_tree import tree_of
from healthclaims.core.zips import zip_bytes
from healthclaims.quiz_bank.item import Item
from healthclaims.quiz_bank.moodle_xml import document

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TYPE = "imsqti_item_xmlv2p1"


def qti21(items: Sequence[Item]) -> bytes:
    """Write items as a content package: a zip of one file an item, and a manifest of them all."""
    files = {f"items/{_identifier(number)}.xml": item for number, item in enumerate(items, 1)}
    parts = {name: document(_item(name, item)) for name, item in files.items()}
    return zip_bytes({"imsmanifest.xml": document(_manifest(files)), **parts})


def _identifier(number: int) -> str:
    return f"item{number:04d}"


def _manifest(names: Iterable[str]) -> ET.Element:
    manifest = ET.Element("manifest", xmlns=PACKAGE, identifier="healthclaims")
    metadata = ET.SubElement(manifest, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(manifest, "organizations")
    resources = ET.SubElement(manifest, "resources")
    for number, name in enumerate(names, 1):
        resource = ET.SubElement(
            resources, "resource", identifier=f"resource{number:04d}", type=_TYPE, href=name
        )
        ET.SubElement(resource, "file", href=name)
    return manifest


def _item(name: str, item: Item) -> ET.Element:
    root = ET.Element(
        "assessmentItem",
        xmlns=QTI,
        identifier=name.removeprefix("items/").removesuffix(".xml"),
        title=item.name,
        adaptive="false",
        timeDependent="false",
    )
    right = next(place for place, option in enumerate(item.options) if option.is_right)
    response = _declaration(root, "response", "RESPONSE", "identifier")
    correct = ET.SubElement(response, "correctResponse")
    ET.SubElement(correct, "value").text = _choice(right)
    _declaration(root, "outcome", "SCORE", "float")
    _declaration(root, "outcome", "FEEDBACK", "identifier")
    body = ET.SubElement(root, "itemBody")
    body.extend(_blocks(item.stem))
    interaction = ET.SubElement(
        body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1"
    )
    for place, option in enumerate(item.options):
        choice = ET.SubElement(interaction, "simpleChoice", identifier=_choice(place))
        choice.extend(_blocks(option.text))
    root.append(_rules())
    for place, option in enumerate(item.options):
        _feedback(root, _choice(place), option.feedback + item.reason)
    return root


def _choice(place: int) -> str:
    return f"choice{place + 1}"


def _declaration(root: ET.Element, kind: str, name: str, base: str) -> ET.Element:
    return ET.SubElement(
        root, f"{kind}Declaration", identifier=name, cardinality="single", baseType=base
    )


def _rules() -> ET.Element:
    """Give one point to the right answer, and to each answer its own feedback."""
    rules = ET.Element("responseProcessing")
    when = ET.SubElement(ET.SubElement(rules, "responseCondition"), "responseIf")
    match = ET.SubElement(when, "match")
    ET.SubElement(match, "variable", identifier="RESPONSE")
    ET.SubElement(match, "correct", identifier="RESPONSE")
    _set(when, "SCORE", "1")
    other = ET.SubElement(rules[0], "responseElse")
    _set(other, "SCORE", "0")
    told = ET.SubElement(rules, "setOutcomeValue", identifier="FEEDBACK")
    ET.SubElement(told, "variable", identifier="RESPONSE")
    return rules


def _set(parent: ET.Element, name: str, value: str) -> None:
    outcome = ET.SubElement(parent, "setOutcomeValue", identifier=name)
    ET.SubElement(outcome, "baseValue", baseType="float").text = value


def _feedback(root: ET.Element, identifier: str, html: Html) -> None:
    told = ET.SubElement(
        root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=identifier, showHide="show"
    )
    told.extend(_blocks(html))


def _blocks(html: Html) -> list[ET.Element]:
    return list(tree_of(html))
