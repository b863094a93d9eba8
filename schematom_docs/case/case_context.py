"""What every paper of a case may name: project, institutions, people, lists, and numbers counted from the lists."""

from __future__ import annotations

from datetime import date

from schematom_docs.case.entities import Entities, Plain
from schematom_docs.case.project import Project

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
DICTIONARIES = ("instytucje", "osoby", "zespoly", "wskazniki", "wydarzenia")
LISTS = (
    "rodziny", "uczestnicy", "kontrakty", "porozumienia", "listy_intencyjne", "informacje", "dyplomy",
    "zaswiadczenia", "kontrakty_socjalne", "skierowania", "deklaracje_pracodawcow",
)  # fmt: skip
SIGNED = ("kontrakty", "porozumienia")


def case_context(entities: Entities) -> Plain:
    """Return the names of the case without those of one paper (`dokument`, `podstawy`, the subject)."""
    case = entities.case
    context: Plain = {name: entities.collection(name) for name in DICTIONARIES}
    context.update({name: list(entities.collection(name).values()) for name in LISTS})
    project = _project(entities)
    leader = entities.referred(case.project.leader)
    partners = _partners(entities)
    context.update(
        projekt=project,
        lider=leader,
        beneficjent=project["beneficjent"],
        partnerzy=partners,
        realizatorzy=[leader, *partners] if leader else partners,
        wizyty_wspolne=entities.plain(case.visits_together),
        odmiany=_word_forms(entities),
        pilotaz=case.pilot,
    )
    context.update(_visits(entities))
    context["katalog_uslug"] = _catalogue(list(entities.collection("katalog_uslug").values()))
    return context


def _catalogue(services: list[Plain]) -> list[Plain]:
    """Return the service catalogue as [{modul, uslugi}] in the printed order of the modules."""
    groups: dict[str, Plain] = {}
    for service in services:
        module = service["modul"]
        name = str(module["id"] if isinstance(module, dict) else module)
        group = groups.setdefault(name, {"modul": module, "uslugi": []})
        _items(group["uslugi"]).append(service)
    return sorted(groups.values(), key=_module_order)


def _module_order(group: Plain) -> int:
    module = group["modul"]
    return int(str(module["kolejnosc"])) if isinstance(module, dict) else 0


def _project(entities: Entities) -> Plain:
    project = entities.case.project
    view = entities.plain(project)
    assert isinstance(view, dict)
    programme = entities.reference.programmes.get(project.programme)
    if programme is not None:
        view["program"] = {
            "id": project.programme,
            "nazwa": programme.name,
            "skrot": programme.short_name,
            "ue": programme.european,
            "haslo": programme.slogan,
        }
        view["zdanie_o_finansowaniu"] = programme.funding_sentence
    stages = [stage for stage in view["etapy"] if stage["numer"] == project.stage]
    view["etap_biezacy"] = stages[0] if stages else None
    view["lpiw"] = _local_programme(project, view["produkty"])
    view["etap_rzymski"] = _ROMAN[project.stage] if project.stage and project.stage < len(_ROMAN) else None
    return view


def _local_programme(project: Project, products: list[Plain]) -> Plain | None:
    """Return the local cooperation programme with its newest version (`wersja`), None when it is not a product."""
    product = project.local_programme
    if product is None:
        return None
    newest = product.version_on(None)
    view = next(item for item in products if item["klucz"] == product.key)
    versions = view["wersje"] if isinstance(view["wersje"], list) else []
    index = product.versions.index(newest) if newest else None
    return view | {"wersja": None if index is None else versions[index], "okreslenie": newest.words if newest else None}


def _partners(entities: Entities) -> list[Plain]:
    """Return the partners of the case's stage as institutions, each with when and by what paper it joined."""
    stage = entities.case.project.stage
    partners = []
    for partner in entities.case.project.partners:
        institution = entities.referred(partner.institution)
        joined = partner.since_stage is None or stage is None or partner.since_stage <= stage
        if institution is not None and joined:
            partners.append(institution | {"od_etapu": partner.since_stage, "dokument": partner.document})
    return partners


def _visits(entities: Entities) -> Plain:
    visits = sorted(entities.collection("wizyty").values(), key=_first_day)
    return {
        "wizyty_wyjazdowe": [visit for visit in visits if visit["kierunek"] == "wyjazdowa"],
        "wizyty_przyjazdowe": [visit for visit in visits if visit["kierunek"] == "przyjazdowa"],
    }


def _first_day(visit: Plain) -> date:
    period = visit["okres"]
    start = period.get("od") or period.get("do") if isinstance(period, dict) else None
    return start if isinstance(start, date) else date.max


def _word_forms(entities: Entities) -> Plain:
    """Return approved forms by name, those of the case last: they win. Forms of a family stay its own."""
    case = entities.case
    forms: Plain = {}
    named = [(item.name, item.forms) for item in case.institutions.values()]
    people = [*case.people.values(), *case.participants.values()]
    people += [member for family in case.families.values() for member in family.members.values()]
    named += [(f"{item.first_name} {item.surname}", item.forms) for item in people]
    for name, given in [*named, *case.word_forms.items()]:
        if given is not None:
            forms[name] = entities.plain(given)
    return forms


def limited_to(context: Plain, day: date) -> Plain:
    """Return the lists of signed papers and of visits cut off at a day, so that a printed list and its count agree."""
    cut: Plain = {name: [item for item in _items(context[name]) if _signed(item, day)] for name in SIGNED}
    for name in ("wizyty_wyjazdowe", "wizyty_przyjazdowe"):
        cut[name] = [visit for visit in _items(context[name]) if _ended(visit, day)]
    return cut


def state_on(context: Plain, day: date | None) -> Plain:
    """Return the numbers counted from the lists on a day; without a day everything in the lists counts."""
    lists = limited_to(context, day) if day else context
    families = _current_families(context)
    signed = {_key(contract["rodzina"]) for contract in _items(lists["kontrakty"])}
    return {
        "dzien": day,
        "rodziny": len(families),
        "rodziny_z_etapu_1": sum(1 for family in families if 1 in _stages(family)),
        "kontrakty": len(_items(lists["kontrakty"])),
        "porozumienia": len(_items(lists["porozumienia"])),
        "wizyty_wyjazdowe": len(_items(lists["wizyty_wyjazdowe"])),
        "wizyty_przyjazdowe": len(_items(lists["wizyty_przyjazdowe"])),
        "wszystkie_kontrakty_podpisane": bool(families) and all(_key(item) in signed for item in families),
    }


def _current_families(context: Plain) -> list[Plain]:
    """Return the families of the case's stage; a family that names no stages belongs to it."""
    project = context["projekt"]
    stage = project["etap"] if isinstance(project, dict) else None
    families = _items(context["rodziny"])
    return [item for item in families if not stage or not _stages(item) or stage in _stages(item)]


def _key(family: object) -> str:
    return str(family["klucz"]) if isinstance(family, dict) else ""


def _stages(family: Plain) -> list[object]:
    stages = family["etapy"]
    return stages if isinstance(stages, list) else []


def _items(value: object) -> list[Plain]:
    return value if isinstance(value, list) else []


def _signed(item: Plain, day: date) -> bool:
    signed = item["data"]
    return isinstance(signed, date) and signed <= day


def _ended(visit: Plain, day: date) -> bool:
    period = visit["okres"]
    end = (period.get("do") or period.get("od")) if isinstance(period, dict) else None
    return isinstance(end, date) and end <= day
