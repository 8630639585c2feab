"""A report of a fault tells what broke and nothing of whose it was."""

import pytest

from jobsearch_tui.faults import kind_of, report_of

SECRET = "Kestrel 555"


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as caught:  # noqa: BLE001 - any error may be reported on
        return caught


def deep(levels: int) -> None:
    if levels:
        deep(levels - 1)
    raise KeyError(SECRET)


class WrappingError(Exception):
    """As Textual wraps the error of a worker."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(f"Worker raised exception: {error!r}")
        self.error = error


class TestAReport:
    @pytest.mark.parametrize(
        "error",
        [
            raised(KeyError(SECRET)),
            raised(ValueError(SECRET), raised(KeyError(SECRET))),
            raised(WrappingError(raised(KeyError(SECRET)))),
            raised(ExceptionGroup(SECRET, [KeyError(SECRET), ValueError(SECRET)])),
        ],
    )
    def test_quotes_no_error(self, error):
        error.add_note(SECRET)
        report = report_of(error, "1.0")
        assert SECRET not in report
        assert "builtins.KeyError" in report

    def test_names_modules_lines_and_functions_and_no_path(self):
        report = report_of(raised(KeyError(SECRET)), "1.0")
        assert "tests.test_faults:" in report
        assert "raised" in report
        assert __file__ not in report

    def test_tells_what_an_error_came_up_in(self):
        try:
            try:
                raise KeyError(SECRET)
            except KeyError:
                raise ValueError(SECRET)  # noqa: B904
        except ValueError as error:
            report = report_of(error, "1.0")
        assert report.index("ValueError") < report.index("KeyError")

    def test_of_a_circle_ends(self):
        one, other = KeyError(), ValueError()
        one.__cause__, other.__cause__ = other, one
        assert report_of(one, "1.0").count("KeyError") == 1

    def test_of_a_deep_call_leaves_its_middle_out(self):
        with pytest.raises(KeyError) as caught:
            deep(500)
        report = report_of(caught.value, "1.0")
        assert "more …" in report
        assert report.count("\n") < 70

    def test_of_a_long_chain_is_short(self):
        error: BaseException = KeyError()
        for _ in range(100):
            error = raised(ValueError(), error)
        assert report_of(error, "1.0").count("ValueError") < 20


class TestTheKindOfAnError:
    def test_is_that_of_the_one_within(self):
        assert kind_of(WrappingError(KeyError(SECRET))) == "KeyError"
        assert kind_of(ValueError(SECRET)) == "ValueError"
