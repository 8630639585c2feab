"""What one state of the file holds, document by document."""

import json

import msgspec
import pytest

from jobsearch_tui.domain.records import Ad, Agency, Recruiter
from jobsearch_tui.errors import StoreNewerError, StoreUnreadableError, UnwritableError
from jobsearch_tui.storage import image
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.image import EMPTY, META, open_image

AD = Ad(id="a1", role="COO")
DANA = Recruiter(id="r1", name="Dana Whitfield")


def tables(**named):
    """Tables with the present format; documents are given as JSON text."""
    meta = {"meta": {"1": '{"format":1}'}}
    return {
        name: {number: msgspec.Raw(text.encode()) for number, text in table.items()}
        for name, table in (meta | named).items()
    }


def opened(**named):
    return open_image(tables(**named), "store.json")


class TestOpening:
    def test_finds_each_record_by_its_own_id(self):
        found, workspace = opened(ads={"7": encode(AD).decode()})
        assert workspace.get("a1") == AD
        assert found.places == {"a1": ("ads", "7")}
        assert bytes(found.document("a1")) == encode(AD)
        assert found.document("nobody") is None
        assert (found.found, found.problems) == (1, ())

    def test_tells_of_documents_that_are_no_records_and_goes_on(self):
        found, workspace = opened(ads={"1": "[]", "2": encode(AD).decode(), "3": '{"id":"x"'[:9]})
        assert len(workspace) == 1
        assert [(one.table, one.document) for one in found.problems] == [("ads", "1"), ("ads", "3")]
        assert str(found.problems[0]).startswith("ads 1: Expected `object`")

    def test_tells_of_an_id_that_stands_twice_and_takes_the_first(self):
        found, workspace = opened(
            ads={"1": encode(AD).decode(), "2": '{"id":"a1","role":"CEO"}'},
            recruiters={"1": '{"id":"a1","name":"Dana"}'},
        )
        assert list(workspace) == [AD]
        assert [str(one) for one in found.problems] == [
            "ads 2: the id a1 stands twice",
            "recruiters 1: the id a1 stands twice",
        ]


class TestWhatIsNoStore:
    @pytest.mark.parametrize(
        "foreign",
        [
            {},
            {"_default": {"1": b'{"name":"Dana"}'}},
            {"offers": {"1": b'{"price":3}'}, "ads": {"1": b"{}"}},
            {"ads": {}, "products": {"1": b'{"price":3}'}},
            {"meta": {"1": b'{"format":1,"program":"shop"}'}},
        ],
    )
    def test_is_refused_in_words(self, foreign):
        with pytest.raises(StoreUnreadableError, match=r"x\.json holds no job search\. It was not"):
            open_image(foreign, "x.json")

    @pytest.mark.parametrize(
        "meta",
        ['{"format":true}', '{"format":-1}', '{"format":"1"}', "{}", "[]", '"\\ud800"', "1e999"],
    )
    def test_a_format_that_is_no_number_is_refused(self, meta):
        with pytest.raises(StoreUnreadableError, match="does not say which format"):
            open_image({META: {"1": meta.encode()}}, "x.json")

    def test_a_newer_format_is_refused_with_both_numbers(self):
        with pytest.raises(StoreNewerError, match=r"has format 2; .* up to 1\. .* Update"):
            open_image({META: {"1": b'{"format":2}'}}, "x.json")

    @pytest.mark.parametrize(
        "damaged",
        [
            {"jobs": {"1": b"[]"}},
            {"jobs": {"1": b'{"id":"\\ud800"}'}},
            {"jobs": {"1": b'{"id":"a"}'}, "ads": {"1": b'{"id":"b"}'}},
            {"jobs": {"1": b'{"id":"a","n":' + b"[" * 2000 + b"]" * 2000 + b"}"}},
        ],
    )
    def test_an_old_format_that_cannot_be_brought_forward_is_refused(self, damaged):
        with pytest.raises(StoreUnreadableError, match="format 0 but could not be brought"):
            open_image(damaged, "x.json")


class TestBringingForward:
    def test_leaves_alone_what_no_format_knows_even_if_it_could_not_be_read(self):
        odd = {"x": b'"\\ud800 "', "1": b"[1.50,  1e400]"}
        meta = {"2": b'{"by":"hand"}'}
        found, workspace = open_image(
            {"jobs": {"1": b'{"id":"a","title":"COO"}'}, "wishes": odd, "meta": meta}, "x.json"
        )
        assert (found.found, workspace.get("a").role) == (0, "COO")
        written = found.complete()
        assert written["wishes"] == odd
        assert written[META]["2"] == meta["2"]
        assert json.loads(written[META]["1"])["format"] == 1


class TestWriting:
    def test_an_empty_store_says_its_format_and_program(self):
        written = EMPTY.with_records([AD], []).complete()
        assert json.loads(written[META]["1"]) == {"format": 1, "program": "jobsearch-tui"}
        assert list(written) == [META, "ads"]
        assert open_image(written, "x")[1].get("a1") == AD

    def test_what_meta_says_beyond_that_is_kept(self):
        meta = '{"format" : 1, "made by":"a later version"}'
        found, _ = opened(meta={"1": meta, "2": "{}"})
        assert {key: bytes(raw) for key, raw in found.complete()[META].items()} == {
            "1": meta.encode(),
            "2": b"{}",
        }

    def test_a_new_record_gets_the_next_number_of_its_table(self):
        found, _ = opened(ads={"3": '{"id":"x"}', "11": '{"id":"y"}'})
        more = found.with_records([AD, DANA, Ad(id="a2", role="CEO")], [])
        assert (more.places["a1"], more.places["a2"]) == (("ads", "12"), ("ads", "13"))
        assert more.places["r1"] == ("recruiters", "1")

    def test_a_number_is_not_used_again_while_the_store_is_open(self):
        one = EMPTY.with_records([AD], [])
        two = one.with_records([], ["a1"]).with_records([Ad(id="a2", role="CEO")], [])
        assert two.places["a2"] == ("ads", "2")

    @pytest.mark.parametrize("odd", ["first", "9" * 5000, "²"])
    def test_a_number_that_is_none_is_passed_over(self, odd):
        found, _ = opened(ads={odd: '{"id":"x"}', "4": '{"id":"y"}'})
        assert found.with_records([AD], []).places["a1"] == ("ads", "5")

    def test_the_image_that_it_came_from_stays_as_it_was(self):
        found, _ = opened(ads={"1": encode(AD).decode()})
        found.with_records([Ad(id="a1", role="CEO"), DANA], []).with_records([], ["a1"])
        assert found.places == {"a1": ("ads", "1")}
        assert bytes(found.document("a1")) == encode(AD)

    def test_a_document_that_is_given_is_written_as_it_is(self):
        document = b'{"id":"a1", "role":"COO", "mood":"hopeful"}'
        there = EMPTY.with_records([AD], [], {"a1": document})
        assert there.document("a1") == document

    def test_removing_what_is_not_there_is_nothing(self):
        assert EMPTY.with_records([], ["nobody"]).tables == {}

    def test_a_record_that_has_no_json_is_refused(self):
        with pytest.raises(UnwritableError, match="half a character"):
            EMPTY.with_records([Agency(id="g", name="\ud800")], [])

    def test_a_record_whose_id_another_table_has_overwrites_nothing(self):
        there = EMPTY.with_records([Agency(id="g", name="Marsh & Vale"), DANA], [])
        with pytest.raises(UnwritableError, match=r"agency r1 .* one of the recruiters has that"):
            there.with_records([Agency(id="r1", name="a stranger")], [])

    def test_the_history_is_numbered_from_one(self):
        there = EMPTY.with_history([b"{}", b'{"a":1}'])
        assert there.tables[image.HISTORY] == {"1": b"{}", "2": b'{"a":1}'}
