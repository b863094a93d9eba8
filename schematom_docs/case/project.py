"""The project: programme, stages, money, call, area, products, blocks."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from schematom_docs.case.event import Publication
from schematom_docs.case.period import Period, PlannedPeriod
from schematom_docs.case.record import InstitutionRef, PersonRef, Record, TeamRef
from schematom_docs.case.scalars import Count, Day, Money, Month, PartialDate, Text, YesNo
from schematom_docs.polish.dates import date_text

LOCAL_PROGRAMME: Final = "lpiw"
"""Key of the product that family programmes detail."""


class Numbered(Record):
    """A priority or a measure of a programme."""

    number: Text = Field(alias="numer", description="numer")
    name: Text = Field(alias="nazwa", description="nazwa")


class BeneficiaryAgreement(Record):
    """The beneficiary's own agreement."""

    month: Month | None = Field(None, alias="miesiac", description="miesiąc podpisania")
    date: Day | None = Field(None, alias="data", description="data podpisania")
    number: Text | None = Field(None, alias="numer", description="numer")


class Partner(Record):
    """A partner of the leader."""

    institution: InstitutionRef = Field(alias="instytucja", description="klucz instytucji")
    since_stage: Count | None = Field(None, alias="od_etapu", description="od którego etapu")
    document: Text | None = Field(None, alias="dokument", description="na podstawie jakiego dokumentu")


class Stage(Record):
    """A stage of the pilot: planned and agreed periods are both kept."""

    number: Count = Field(alias="numer", description="numer etapu")
    period: Period | None = Field(None, alias="okres", description="okres uzgodniony")
    planned: PlannedPeriod | None = Field(None, alias="okres_planowany", description="okres planowany")
    districts: Count | None = Field(None, alias="powiatow", description="liczba powiatów")
    recruitment_from: PartialDate | None = Field(None, alias="rekrutacja_od", description="początek rekrutacji")
    decided: Text | None = Field(None, alias="decyzja", description="kiedy zapadła decyzja")


class BudgetPart(Record):
    """A part of a budget."""

    name: Text = Field(alias="nazwa", description="nazwa")
    amount: Money = Field(alias="kwota", description="kwota")


class Budget(Record):
    """A budget; the parts, when given, add up to the total."""

    amount: Money = Field(alias="kwota", description="kwota razem")
    parts: tuple[BudgetPart, ...] = Field((), alias="czesci", description="części")


class Scale(Record):
    """How many units and families the whole project plans."""

    districts: Count | None = Field(None, alias="powiatow", description="liczba powiatów")
    families: Count | None = Field(None, alias="rodzin", description="liczba rodzin")
    families_per_district: Count | None = Field(None, alias="rodzin_na_powiat", description="rodzin na powiat")


class CallRound(Record):
    """A round of the call, with the place in its ranking."""

    number: Count = Field(alias="numer", description="numer tury")
    selected: Count | None = Field(None, alias="wyloniono", description="ile powiatów wyłoniono")
    end: PartialDate | None = Field(None, alias="do", description="do kiedy")
    rank: Count | None = Field(None, alias="miejsce", description="miejsce na liście")
    out_of: Count | None = Field(None, alias="na", description="na ile wniosków")


class Call(Record):
    """The call for applications."""

    announced: PartialDate | None = Field(None, alias="ogloszony", description="kiedy ogłoszony")
    rounds: tuple[CallRound, ...] = Field((), alias="tury", description="tury naboru")


class Area(Record):
    """Where the project works."""

    district: Text | None = Field(None, alias="powiat", description="powiat")
    municipalities: tuple[Text, ...] = Field((), alias="gminy", description="gminy")
    region: Text | None = Field(None, alias="wojewodztwo", description="województwo")


class NamedText(Record):
    """A name with a description."""

    name: Text = Field(alias="nazwa", description="nazwa")
    description: Text | None = Field(None, alias="opis", description="opis")


class ProductVersion(Record):
    """A version of a work product, adopted on a day."""

    number: Text = Field(alias="numer", description="numer wersji")
    date: Day = Field(alias="data", description="data przyjęcia")
    resolution: Text | None = Field(None, alias="uchwala", description="numer uchwały o przyjęciu")
    changes: Text | None = Field(None, alias="zmiany", description="co wersja zmieniła")

    @property
    def words(self) -> str:
        """Return how papers name the version: „wersja 2 z dnia 10 kwietnia 2015 r.”."""
        return f"wersja {self.number} z dnia {date_text(self.date)}"


class Product(Record):
    """A work product, e.g. the local cooperation programme."""

    key: Text = Field(alias="klucz", description="klucz produktu")
    name: Text = Field(alias="nazwa", description="nazwa")
    short_name: Text | None = Field(None, alias="skrot", description="skrót")
    author: TeamRef | None = Field(None, alias="opracowuje", description="klucz zespołu")
    reviewer: TeamRef | None = Field(None, alias="opiniuje", description="klucz zespołu, który opiniuje")
    deadline: PartialDate | None = Field(None, alias="termin", description="termin")
    details: Text | None = Field(None, alias="uszczegolawia", description="klucz produktu, który uszczegóławia")
    versions: tuple[ProductVersion, ...] = Field((), alias="wersje", description="przyjęte wersje")

    def version_on(self, day: date | None) -> ProductVersion | None:
        """Return the version in force on a day, the newest one without a day; None before the first one."""
        adopted = [item for item in self.versions if day is None or item.date <= day]
        return max(adopted, key=lambda item: item.date, default=None)


class SupportForm(Record):
    """A form of support planned in the baskets."""

    name: Text = Field(alias="nazwa", description="nazwa")
    kind: Text | None = Field(None, alias="rodzaj", description="jak się go wymienia, np. w_tym")
    examples: tuple[Text, ...] = Field((), alias="przyklady", description="przykłady")


class BlockService(Record):
    """A service of a block's module."""

    name: Text = Field(alias="nazwa", description="nazwa")
    form: Literal["indywidualna", "grupowa", "inna"] = Field("inna", alias="forma", description="forma usługi")


class BlockModule(Record):
    """A module of a block."""

    name: Text = Field(alias="nazwa", description="nazwa")
    description: Text | None = Field(None, alias="opis", description="opis")
    services: tuple[BlockService, ...] = Field((), alias="uslugi", description="usługi")


class Block(Record):
    """A block of actions; optional blocks are marked."""

    name: Text = Field(alias="nazwa", description="nazwa")
    optional: YesNo = Field(False, alias="fakultatywny", description="blok fakultatywny")
    modules: tuple[BlockModule, ...] = Field((), alias="moduly", description="moduły")
    participants: Count | None = Field(None, alias="uczestnikow", description="liczba uczestników")
    description: Text | None = Field(None, alias="opis", description="opis")


class Project(Record):
    """The project this case belongs to."""

    entity = "projekt"

    title: Text = Field(alias="tytul", description="pełny tytuł projektu")
    short_title: Text | None = Field(None, alias="skrot", description="krótki tytuł")
    title_variants: tuple[Text, ...] = Field((), alias="warianty_tytulu", description="pisownie spotkane w źródłach")
    programme: Text = Field(alias="program", description="klucz programu finansującego")
    priority: Numbered | None = Field(None, alias="priorytet", description="priorytet")
    measure: Numbered | None = Field(None, alias="dzialanie", description="działanie")
    beneficiary: InstitutionRef | None = Field(None, alias="beneficjent", description="klucz beneficjenta")
    initiator: InstitutionRef | None = Field(None, alias="inicjator", description="klucz inicjatora")
    beneficiary_agreement: BeneficiaryAgreement | None = Field(
        None, alias="umowa_beneficjenta", description="umowa beneficjenta"
    )
    leader: InstitutionRef = Field(alias="lider", description="klucz lidera")
    partners: tuple[Partner, ...] = Field((), alias="partnerzy", description="partnerzy")
    stage: Count | None = Field(None, alias="etap", description="etap, którego dotyczy sprawa")
    stages: tuple[Stage, ...] = Field((), alias="etapy", description="co wiadomo o etapach")
    period: Period | None = Field(None, alias="okres", description="uzgodniony okres realizacji")
    budget: Budget | None = Field(None, alias="budzet", description="budżet powiatu")
    whole_budget: Budget | None = Field(None, alias="budzet_calego_projektu", description="budżet całego projektu")
    scale: Scale | None = Field(None, alias="skala", description="skala całego projektu")
    call: Call | None = Field(None, alias="nabor", description="nabór")
    area: Area | None = Field(None, alias="obszar", description="obszar")
    target_group: tuple[Text, ...] = Field((), alias="grupa_docelowa", description="grupa docelowa")
    goal: Text | None = Field(None, alias="cel", description="cel")
    contract_name: Text | None = Field(None, alias="nazwa_kontraktu", description="jak w projekcie nazywa się kontrakt")
    other_contract_names: tuple[Text, ...] = Field((), alias="inne_nazwy_kontraktu", description="inne nazwy kontraktu")
    model: NamedText | None = Field(None, alias="model", description="model współpracy")
    products: tuple[Product, ...] = Field((), alias="produkty", description="produkty")
    around_family: tuple[Text, ...] = Field((), alias="otoczenie_rodziny", description="kto otacza rodzinę")
    free_of_charge: YesNo | None = Field(None, alias="udzial_bezplatny", description="udział jest bezpłatny")
    common_clients_of: tuple[InstitutionRef, ...] = Field(
        (), alias="wspolni_klienci", description="czyimi są klientami"
    )
    support_forms: tuple[SupportForm, ...] = Field((), alias="formy_wsparcia", description="planowane formy wsparcia")
    agreements_define: tuple[Text, ...] = Field(
        (), alias="porozumienia_okreslaja", description="co określają porozumienia"
    )
    blocks: tuple[Block, ...] = Field((), alias="bloki", description="bloki działań")
    coordinator: PersonRef | None = Field(None, alias="koordynator", description="koordynator")
    website: Text | None = Field(None, alias="strona_www", description="strona internetowa")
    publications: tuple[Publication, ...] = Field((), alias="publikacje", description="publikacje")

    @property
    def local_programme(self) -> Product | None:
        """Return the local cooperation programme among the products, None when the project has none."""
        return next((item for item in self.products if item.key == LOCAL_PROGRAMME), None)
